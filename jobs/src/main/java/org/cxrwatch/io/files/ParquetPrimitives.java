package org.cxrwatch.io.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.cxrwatch.log.RejectedRow;
import org.cxrwatch.model.RejectReason;

/**
 * A single Parquet value as JSON's. An instant is text of ISO 8601; a timestamp without adjustment to UTC is a local
 * time, which the reading rules give its zone.
 */
final class ParquetPrimitives {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Of 1970-01-01. */
    private static final int JULIAN_EPOCH_DAY = 2_440_588;

    private static final long UNSIGNED_INT = 0xFFFF_FFFFL;

    private ParquetPrimitives() {}

    /** The value of a field, the so-manieth of it. */
    static JsonNode value(Group group, int field, int index) throws RejectedRow {
        var type = group.getType().getType(field).asPrimitiveType();
        LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
        return switch (type.getPrimitiveTypeName()) {
            case BOOLEAN -> JSON.booleanNode(group.getBoolean(field, index));
            case INT32 -> whole(group.getInteger(field, index), meaning);
            case INT64 -> whole(group.getLong(field, index), meaning);
            case INT96 -> JSON.textNode(julian(group.getInt96(field, index)).toString());
            case FLOAT -> JSON.numberNode(group.getFloat(field, index));
            case DOUBLE -> JSON.numberNode(group.getDouble(field, index));
            case BINARY, FIXED_LEN_BYTE_ARRAY -> bytes(group.getBinary(field, index), meaning);
        };
    }

    private static JsonNode whole(long value, LogicalTypeAnnotation meaning) {
        if (meaning instanceof TimestampLogicalTypeAnnotation timestamp) {
            Instant at = instant(value, timestamp.getUnit());
            return timestamp.isAdjustedToUTC()
                    ? JSON.textNode(at.toString())
                    : JSON.pojoNode(LocalDateTime.ofInstant(at, ZoneOffset.UTC));
        }
        if (meaning instanceof DateLogicalTypeAnnotation) {
            return JSON.textNode(LocalDate.ofEpochDay(value).toString());
        }
        if (meaning instanceof DecimalLogicalTypeAnnotation decimal) {
            return JSON.numberNode(BigDecimal.valueOf(value, decimal.getScale()));
        }
        if (meaning instanceof IntLogicalTypeAnnotation number && !number.isSigned()) {
            return number.getBitWidth() == Long.SIZE
                    ? JSON.numberNode(new BigInteger(Long.toUnsignedString(value)))
                    : JSON.numberNode(value & UNSIGNED_INT);
        }
        return JSON.numberNode(value);
    }

    private static Instant instant(long value, TimeUnit unit) {
        long second = perSecond(unit);
        return Instant.ofEpochSecond(Math.floorDiv(value, second), nanos(Math.floorMod(value, second), unit));
    }

    private static long nanos(long value, TimeUnit unit) {
        return value * (perSecond(TimeUnit.NANOS) / perSecond(unit));
    }

    private static long perSecond(TimeUnit unit) {
        return switch (unit) {
            case MILLIS -> 1_000L;
            case MICROS -> 1_000_000L;
            case NANOS -> 1_000_000_000L;
        };
    }

    /** Twelve bytes: nanoseconds of the day, and the Julian day. Spark means UTC by it. */
    private static Instant julian(Binary bytes) {
        ByteBuffer parts = bytes.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        long nanos = parts.getLong();
        int day = parts.getInt();
        return LocalDate.ofEpochDay(day - JULIAN_EPOCH_DAY)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant()
                .plusNanos(nanos);
    }

    /** IEEE 754's binary16: a sign, 5 bits of exponent, 10 of fraction. */
    private static double half(short bits) {
        int exponent = bits >> 10 & 0x1F;
        int fraction = bits & 0x3FF;
        double sign = bits < 0 ? -1 : 1;
        if (exponent == 0x1F) {
            return fraction == 0 ? sign * Double.POSITIVE_INFINITY : Double.NaN;
        }
        return sign * (exponent == 0 ? Math.scalb(fraction, -24) : Math.scalb(0x400 | fraction, exponent - 25));
    }

    private static JsonNode bytes(Binary value, LogicalTypeAnnotation meaning) throws RejectedRow {
        if (value.length() > BoundedLines.LONGEST) {
            throw new RejectedRow(RejectReason.LINE_TOO_LONG, "a value has " + value.length() + " bytes");
        }
        if (meaning instanceof DecimalLogicalTypeAnnotation decimal) {
            BigInteger unscaled = value.length() == 0 ? BigInteger.ZERO : new BigInteger(value.getBytes());
            return JSON.numberNode(new BigDecimal(unscaled, decimal.getScale()));
        }
        if (meaning instanceof UUIDLogicalTypeAnnotation) {
            ByteBuffer halves = value.toByteBuffer();
            return JSON.textNode(new UUID(halves.getLong(), halves.getLong()).toString());
        }
        if (meaning instanceof Float16LogicalTypeAnnotation) {
            return JSON.numberNode(
                    half(value.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN).getShort()));
        }
        try {
            return JSON.textNode(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(value.toByteBuffer())
                    .toString());
        } catch (CharacterCodingException e) {
            throw new RejectedRow(RejectReason.NOT_UTF8, "a value has bytes that are no character");
        }
    }
}

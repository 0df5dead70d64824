package org.cxrwatch.spark;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.cxrwatch.summary.CellContent;
import scala.Tuple2;

/** Contents, some at a time, as pairs of address and bytes. */
final class ContentsInTurn implements Iterator<Tuple2<String, byte[]>> {

    private final BooleanSupplier hasMore;
    private final Supplier<List<CellContent>> more;
    private Iterator<CellContent> some = List.<CellContent>of().iterator();

    /** Asks for more while there is more; what comes may be nothing. */
    ContentsInTurn(BooleanSupplier hasMore, Supplier<List<CellContent>> more) {
        this.hasMore = hasMore;
        this.more = more;
    }

    @Override
    public boolean hasNext() {
        while (!some.hasNext() && hasMore.getAsBoolean()) {
            some = more.get().iterator();
        }
        return some.hasNext();
    }

    @Override
    public Tuple2<String, byte[]> next() {
        if (!hasNext()) {
            throw new NoSuchElementException("There are no more contents.");
        }
        CellContent content = some.next();
        return new Tuple2<>(AddressText.of(content.address()), content.part().toBytes());
    }
}

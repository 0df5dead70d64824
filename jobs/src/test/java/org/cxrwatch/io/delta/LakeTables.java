package org.cxrwatch.io.delta;

import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Comparator;
import java.util.List;

/** Every table that the code can make: found in the classes, so that a new one is not forgotten. */
public final class LakeTables {

    private LakeTables() {}

    /** By name. */
    public static List<LakeTable> all() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.cxrwatch").stream()
                        .flatMap(type -> type.getFields().stream())
                        .filter(field -> field.getRawType().isEquivalentTo(LakeTable.class)
                                && field.getModifiers().contains(JavaModifier.STATIC))
                        .map(LakeTables::value)
                        .sorted(Comparator.comparing(LakeTable::name))
                        .toList();
    }

    private static LakeTable value(JavaField field) {
        try {
            java.lang.reflect.Field reflected = field.reflect();
            reflected.setAccessible(true);
            return (LakeTable) reflected.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(field.getFullName() + " cannot be read.", e);
        }
    }
}

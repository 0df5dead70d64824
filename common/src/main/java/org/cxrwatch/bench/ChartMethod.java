package org.cxrwatch.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.cxrwatch.sequential.ChartCourse;
import org.cxrwatch.sequential.ChartDay;
import org.cxrwatch.sequential.ChartFamily;
import org.cxrwatch.sequential.ChartFamily.Series;
import org.cxrwatch.sequential.CusumDesign;
import org.cxrwatch.sequential.ShareDay;

/** Ways to follow a family of shares. */
public enum ChartMethod {
    /** As cxrwatch does. */
    FAMILY {
        @Override
        List<Integer> alarmDays(List<Series> family) {
            List<Integer> days = new ArrayList<>();
            for (ChartCourse course : new ChartFamily(ChartFamily.Policy.DEFAULT).follow(family)) {
                for (ChartDay alarm : course.alarms()) {
                    days.add(course.days().indexOf(alarm));
                }
            }
            return days;
        }
    },
    /** Mean and standard deviation of the baseline's days taken for the truth, with the family's limit. */
    BASELINE_AS_TRUTH {
        @Override
        List<Integer> alarmDays(List<Series> family) {
            return plugIn(family, ChartFamily.Policy.DEFAULT.design(family.size()), days -> 1);
        }
    },
    /** The same, k and h inflated by √(1 + 1/days) for the error of the mean. */
    BASELINE_INFLATED {
        @Override
        List<Integer> alarmDays(List<Series> family) {
            return plugIn(family, ChartFamily.Policy.DEFAULT.design(family.size()), days -> Math.sqrt(1 + 1 / days));
        }
    },
    /** The baseline taken for the truth, k = 0.5 and h = 4 for each chart. */
    TEXTBOOK {
        @Override
        List<Integer> alarmDays(List<Series> family) {
            return plugIn(family, new CusumDesign(0.5, 4), days -> 1);
        }
    };

    private static final double LEAST_DEVIATION = 1e-6;

    /** The places of later days on which an alarm of any of them began. */
    abstract List<Integer> alarmDays(List<Series> family);

    private static List<Integer> plugIn(List<Series> family, CusumDesign design, DoubleUnaryOperator inflation) {
        List<Integer> days = new ArrayList<>();
        family.forEach(series -> days.addAll(plugIn(series, design, inflation)));
        return days;
    }

    private static List<Integer> plugIn(Series series, CusumDesign design, DoubleUnaryOperator inflation) {
        double[] shares = series.baseline().stream()
                .filter(day -> day.n() > 0)
                .mapToDouble(ChartMethod::share)
                .toArray();
        double mean = Arrays.stream(shares).average().orElse(0);
        double squares = Arrays.stream(shares)
                .map(share -> (share - mean) * (share - mean))
                .sum();
        double deviation = Math.max(LEAST_DEVIATION, Math.sqrt(squares / Math.max(1, shares.length - 1)))
                * inflation.applyAsDouble(shares.length);
        List<Integer> alarms = new ArrayList<>();
        double low = 0;
        double high = 0;
        for (int day = 0; day < series.days().size(); day++) {
            if (series.days().get(day).n() > 0) {
                double score = (share(series.days().get(day)) - mean) / deviation;
                low = Math.max(0, low - score - design.k());
                high = Math.max(0, high + score - design.k());
                if (Math.max(low, high) > design.h()) {
                    alarms.add(day);
                    low = 0;
                    high = 0;
                }
            }
        }
        return alarms;
    }

    private static double share(ShareDay day) {
        return (double) day.hits() / day.n();
    }
}

package org.aistack.itests.perf;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class CompareTest {

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private List<Path> results(String name, double... boots) throws IOException {
        List<Path> paths = new ArrayList<>();
        for (double boot : boots) {
            Path path = folder.getRoot().toPath().resolve(name + paths.size() + ".json");
            Map<String, Object> json = Map.of(
                    "machine",
                    Map.of("cores", 2),
                    "boot",
                    Map.of("clean_median_s", boot),
                    "ramp_mix",
                    Map.of("knee", 1000 / boot));
            Files.write(path, Api.JSON.writeValueAsBytes(json));
            paths.add(path);
        }
        return paths;
    }

    @Test
    public void onlyWhatIsClearlyWorseCounts() throws IOException {
        Path baseline = folder.getRoot().toPath().resolve("baseline.json");
        Compare.write(baseline, results("before", 7.0, 7.2, 7.4, 6.9, 8.0));
        assertTrue(Compare.baseline(baseline, results("same", 7.3, 7.1, 7.9, 7.0, 7.2))
                .isEmpty());
        assertTrue(Compare.baseline(baseline, results("better", 5.0, 5.1, 5.2, 5.0, 5.1))
                .isEmpty());
        List<String> worse = Compare.baseline(baseline, results("worse", 9.0, 9.1, 9.3, 9.2, 9.0));
        assertEquals(worse.toString(), 2, worse.size());
        assertTrue(worse.get(0).startsWith("boot: 9.1, before 7.2"));
    }

    @Test
    public void theMedianAndHowSureItIs() {
        assertEquals(2.0, Numbers.median(List.of(3.0, 1.0, 2.0)), 0);
        assertEquals(1.5, Numbers.median(List.of(1.0, 2.0)), 0);
        double[] interval = Numbers.interval(List.of(1.9, 2.0, 2.1, 2.0, 2.0));
        assertTrue(interval[0] >= 1.9 && interval[0] <= 2.0 && interval[1] >= 2.0 && interval[1] <= 2.1);
    }
}

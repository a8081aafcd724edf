package org.aistack.kernel.catalog.internal.tool;

import static org.junit.Assert.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public final class SchemaTest {

    private final Schema schema =
            new Schema(new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE));

    @Test
    public void theShapeOfTheRecordIsTheSchema() {
        var found = schema.of(Order.class);
        assertEquals("object", found.get("type"));
        assertEquals(List.of("line_count", "urgent"), found.get("required"));
        assertEquals(false, found.get("additionalProperties"));
        var members = (Map<?, ?>) found.get("properties");
        assertEquals(Map.of("type", "string"), members.get("customer_name"));
        assertEquals(Map.of("type", "integer"), members.get("line_count"));
        assertEquals(Map.of("type", "boolean"), members.get("urgent"));
        assertEquals(Map.of("type", "string", "format", "date"), members.get("due"));
        assertEquals(Map.of("type", "string", "format", "decimal"), members.get("total"));
        assertEquals(Map.of("type", "string", "enum", List.of("SEA", "AIR")), members.get("way"));
        assertEquals(Map.of("type", "array", "items", Map.of("type", "string")), members.get("tags"));
        assertEquals("object", ((Map<?, ?>) ((Map<?, ?>) members.get("lines")).get("items")).get("type"));
    }

    @Test
    public void aRecordThatContainsItselfEnds() {
        assertEquals("object", schema.of(Tree.class).get("type"));
    }

    enum Way {
        SEA,
        AIR
    }

    record Line(String article, int quantity) {}

    record Order(
            String customerName,
            int lineCount,
            boolean urgent,
            LocalDate due,
            BigDecimal total,
            Way way,
            List<String> tags,
            List<Line> lines) {}

    record Tree(String name, List<Tree> children) {}
}

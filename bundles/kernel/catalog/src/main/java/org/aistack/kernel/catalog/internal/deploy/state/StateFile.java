package org.aistack.kernel.catalog.internal.deploy.state;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import org.aistack.kernel.Text;
import org.aistack.kernel.catalog.Deployment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One file that is always whole: either as it was, or as it is. */
final class StateFile {

    private static final Logger LOG = LoggerFactory.getLogger(StateFile.class);

    private final Path file;
    private final ObjectMapper json = mapper();

    StateFile(Path file) {
        this.file = file;
    }

    /** What was kept; nothing when there is no file. A damaged file is put aside. */
    Remembered read() {
        if (!Files.exists(file)) {
            return Remembered.NOTHING;
        }
        try {
            return json.readValue(file.toFile(), Remembered.class);
        } catch (IOException damaged) {
            Path aside = file.resolveSibling(file.getFileName() + ".damaged");
            LOG.error(
                    "{} cannot be read ({}); it is kept as {} and the history begins anew",
                    file,
                    damaged.getMessage().lines().findFirst().orElse(""),
                    aside);
            try {
                Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                LOG.error("{} cannot be put aside", file, e);
            }
            return Remembered.NOTHING;
        }
    }

    void write(Remembered state) throws IOException {
        Files.createDirectories(file.getParent());
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.write(fresh, json.writeValueAsBytes(state));
        Contents.force(fresh);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Contents.force(file.getParent());
    }

    /** Bare: the server's own mapper comes later than this does. */
    private static ObjectMapper mapper() {
        var plain = new SimpleModule();
        plain.addSerializer(Instant.class, new JsonSerializer<>() {
            @Override
            public void serialize(Instant moment, JsonGenerator out, SerializerProvider all) throws IOException {
                out.writeString(moment.toString());
            }
        });
        plain.addDeserializer(Instant.class, new JsonDeserializer<>() {
            @Override
            public Instant deserialize(JsonParser in, DeserializationContext all) throws IOException {
                return Instant.parse(in.getText());
            }
        });
        return new ObjectMapper()
                .registerModule(plain)
                .addMixIn(Deployment.class, Mix.class)
                .setVisibility(PropertyAccessor.FIELD, Visibility.ANY)
                .enable(SerializationFeature.INDENT_OUTPUT)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /** Optionals as they are written in a file: the value, or null. */
    private abstract static class Mix {
        @com.fasterxml.jackson.databind.annotation.JsonSerialize(using = Out.class)
        @com.fasterxml.jackson.databind.annotation.JsonDeserialize(using = ReasonIn.class)
        private Optional<Text> reason;

        @com.fasterxml.jackson.databind.annotation.JsonSerialize(using = Out.class)
        @com.fasterxml.jackson.databind.annotation.JsonDeserialize(using = MomentIn.class)
        private Optional<Instant> finishedAt;
    }

    /** Writes what is there. */
    static final class Out extends JsonSerializer<Optional<?>> {
        @Override
        public void serialize(Optional<?> value, JsonGenerator out, SerializerProvider all) throws IOException {
            all.defaultSerializeValue(value.orElse(null), out);
        }
    }

    /** Reads a reason. */
    static final class ReasonIn extends JsonDeserializer<Optional<Text>> {
        @Override
        public Optional<Text> deserialize(JsonParser in, DeserializationContext all) throws IOException {
            JsonNode node = in.readValueAsTree();
            return Optional.of(
                    new Text(node.path("zh").asText(), node.path("en").asText()));
        }

        @Override
        public Optional<Text> getNullValue(DeserializationContext all) {
            return Optional.empty();
        }
    }

    /** Reads a moment. */
    static final class MomentIn extends JsonDeserializer<Optional<Instant>> {
        @Override
        public Optional<Instant> deserialize(JsonParser in, DeserializationContext all) throws IOException {
            return Optional.of(Instant.parse(in.getText()));
        }

        @Override
        public Optional<Instant> getNullValue(DeserializationContext all) {
            return Optional.empty();
        }
    }
}

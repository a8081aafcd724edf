package org.aistack.kernel.rest.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.function.Function;

/** Decimals are texts without exponent, moments and days are texts, a number that is none is null. */
final class Conventions extends SimpleModule {

    private static final long serialVersionUID = 1L;

    Conventions() {
        super("aistack");
        addSerializer(new Decimals());
        addDeserializer(BigDecimal.class, new ReadDecimal());
        addSerializer(Double.class, new Finite());
        addSerializer(double.class, new Finite());
        addSerializer(Float.class, new FiniteFloat());
        addSerializer(float.class, new FiniteFloat());
        addDeserializer(Double.class, new ReadDouble(Double.class));
        addDeserializer(double.class, new ReadDouble(double.class));
        addDeserializer(Instant.class, new Texts<>(Instant.class, t -> OffsetDateTime.parse(t)
                .toInstant()));
        addDeserializer(LocalDate.class, new Texts<>(LocalDate.class, LocalDate::parse));
        addDeserializer(LocalDateTime.class, new Texts<>(LocalDateTime.class, LocalDateTime::parse));
    }

    private static final class Decimals extends StdScalarSerializer<BigDecimal> {
        private static final long serialVersionUID = 1L;

        Decimals() {
            super(BigDecimal.class);
        }

        @Override
        public void serialize(BigDecimal value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(value.toPlainString());
        }
    }

    /** A text, or a number; never so long or so large that its plain form would be a burden. */
    private static final class ReadDecimal extends StdScalarDeserializer<BigDecimal> {
        private static final long serialVersionUID = 1L;
        private static final String PLAIN = "-?\\d{1,60}(\\.\\d{1,40})?";

        ReadDecimal() {
            super(BigDecimal.class);
        }

        @Override
        public BigDecimal deserialize(JsonParser in, DeserializationContext context) throws IOException {
            if (in.currentToken() == JsonToken.VALUE_STRING && in.getText().matches(PLAIN)) {
                return new BigDecimal(in.getText());
            }
            if (in.currentToken().isNumeric()) {
                BigDecimal value = in.getDecimalValue();
                if (Math.abs(value.scale()) <= StackMapper.MAX_NUMBER) {
                    return value;
                }
            }
            return (BigDecimal) context.handleUnexpectedToken(BigDecimal.class, in);
        }
    }

    private static final class Finite extends StdScalarSerializer<Double> {
        private static final long serialVersionUID = 1L;

        Finite() {
            super(Double.class);
        }

        @Override
        public void serialize(Double value, JsonGenerator out, SerializerProvider provider) throws IOException {
            if (Double.isFinite(value)) {
                out.writeNumber(value);
            } else {
                out.writeNull();
            }
        }
    }

    /** Numbers only; the stock reader takes the text NaN, and infinity for what is too large. */
    private static final class ReadDouble extends StdScalarDeserializer<Double> {
        private static final long serialVersionUID = 1L;

        ReadDouble(Class<Double> type) {
            super(type);
        }

        @Override
        public Double deserialize(JsonParser in, DeserializationContext context) throws IOException {
            if (in.currentToken().isNumeric() && Double.isFinite(in.getDoubleValue())) {
                return in.getDoubleValue();
            }
            return (Double) context.handleUnexpectedToken(handledType(), in);
        }

        @Override
        public Double getNullValue(DeserializationContext context) throws JsonMappingException {
            if (handledType().isPrimitive()) {
                throw MismatchedInputException.from(context.getParser(), handledType(), "Cannot map `null`");
            }
            return null;
        }
    }

    private static final class FiniteFloat extends StdScalarSerializer<Float> {
        private static final long serialVersionUID = 1L;

        FiniteFloat() {
            super(Float.class);
        }

        @Override
        public void serialize(Float value, JsonGenerator out, SerializerProvider provider) throws IOException {
            if (Float.isFinite(value)) {
                out.writeNumber(value);
            } else {
                out.writeNull();
            }
        }
    }

    /** Only texts are read; the stock readers also take numbers and arrays. */
    private static final class Texts<T> extends StdScalarDeserializer<T> {
        private static final long serialVersionUID = 1L;
        private final transient Function<String, T> read;

        Texts(Class<T> type, Function<String, T> read) {
            super(type);
            this.read = read;
        }

        @Override
        @SuppressWarnings("unchecked")
        public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
            if (in.currentToken() == JsonToken.VALUE_STRING) {
                try {
                    return read.apply(in.getText());
                } catch (RuntimeException e) {
                    return (T) context.handleWeirdStringValue(handledType(), in.getText(), "not in the right format");
                }
            }
            return (T) context.handleUnexpectedToken(handledType(), in);
        }
    }
}

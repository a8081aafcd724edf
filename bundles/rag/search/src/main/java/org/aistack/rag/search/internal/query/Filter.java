package org.aistack.rag.search.internal.query;

import java.util.List;

/**
 * A condition on documents.
 *
 * @param type {@code eq ne gt gte lt lte in nin and or}
 * @param key what is compared; null for {@code and, or}
 * @param value text, number, truth value, or a list of them for {@code in, nin}
 * @param filters what {@code and, or} join
 */
public record Filter(String type, String key, Object value, List<Filter> filters) {}

package org.aistack.kernel;

import java.util.Locale;

/**
 * One way a capability says no. Each bundle has one enum of them; the constant's name is the code.
 *
 * <pre>{@code
 * enum NotesError implements Code {
 *     DUPLICATE_CODE(Kind.CONFLICT, "编号 {0} 已被使用", "The code {0} is already used");
 * }
 * }</pre>
 */
public interface Code {

    /** The enum constant, upper case with underscores. */
    String name();

    /** Id of the capability that says it. */
    String capability();

    Kind kind();

    /** The sentence for a person; a {@link java.text.MessageFormat} pattern. */
    Text text();

    /** The code as clients see it: {@code <capability>.<kebab-case>}. */
    default String wire() {
        return capability() + "." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

package org.aistack.kernel.rest.internal.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import java.util.Locale;
import org.aistack.kernel.listing.Listing;
import org.aistack.kernel.rest.Versioned;

/** What every record means without saying it: hidden revisions, lower case constants, a total only when there is one. */
final class Names extends JacksonAnnotationIntrospector {

    private static final long serialVersionUID = 1L;

    @Override
    protected boolean _isIgnorable(Annotated annotated) {
        return annotated instanceof AnnotatedMember member
                        && "revision".equals(member.getName())
                        && Versioned.class.isAssignableFrom(member.getDeclaringClass())
                || super._isIgnorable(annotated);
    }

    @Override
    public JsonInclude.Value findPropertyInclusion(Annotated annotated) {
        if (annotated instanceof AnnotatedMember member
                && member.getDeclaringClass() == Listing.class
                && "total".equals(member.getName())) {
            return JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, null);
        }
        return super.findPropertyInclusion(annotated);
    }

    @Override
    public String[] findEnumValues(MapperConfig<?> config, AnnotatedClass type, Enum<?>[] constants, String[] names) {
        String[] found = super.findEnumValues(config, type, constants, names);
        for (int i = 0; i < constants.length; i++) {
            if (found[i] == null) {
                found[i] = constants[i].name().toLowerCase(Locale.ROOT);
            }
        }
        return found;
    }
}

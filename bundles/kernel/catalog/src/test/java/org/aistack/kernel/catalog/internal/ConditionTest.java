package org.aistack.kernel.catalog.internal;

import static org.junit.Assert.assertEquals;

import java.util.List;
import org.aistack.kernel.catalog.Catalog.State;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

public final class ConditionTest {

    private static final String STORE = "org.aistack.kernel.data.Store";
    private static final String NOTES = "org.aistack.ops.notes.Notes";

    @Test
    public void aBundleWhoseComponentsAllWorkIsRunning() {
        assertEquals(
                new Condition(State.RUNNING, List.of()),
                Condition.of(Bundle.ACTIVE, List.of(component(ComponentConfigurationDTO.ACTIVE, NOTES))));
    }

    @Test
    public void aBundleWithoutComponentsIsRunning() {
        assertEquals(State.RUNNING, Condition.of(Bundle.ACTIVE, List.of()).state());
    }

    @Test
    public void aBundleThatIsNotActiveIsStopped() {
        assertEquals(new Condition(State.STOPPED, List.of()), Condition.of(Bundle.RESOLVED, List.of()));
        assertEquals(State.STOPPED, Condition.of(Bundle.STOPPING, List.of()).state());
    }

    @Test
    public void aBundleThatCannotBeResolvedIsBroken() {
        assertEquals(State.BROKEN, Condition.of(Bundle.INSTALLED, List.of()).state());
    }

    @Test
    public void aMissingServiceIsNamedWithItsTarget() {
        var waiting = waiting(NOTES, STORE, "(unit=notes)");
        assertEquals(
                new Condition(State.WAITING, List.of("Store (unit=notes)")),
                Condition.of(Bundle.ACTIVE, List.of(waiting)));
    }

    @Test
    public void waitsInsideTheBundleAreLeftOutWhenSomethingOutsideExplainsThem() {
        var book = waiting(NOTES, STORE, "(unit=notes)");
        var resource = waiting("org.aistack.ops.notes.internal.rest.NotesResource", NOTES, null);
        assertEquals(
                List.of("Store (unit=notes)"),
                Condition.of(Bundle.ACTIVE, List.of(resource, book)).waitingFor());
    }

    @Test
    public void aCircleInsideTheBundleIsShown() {
        var one = waiting("a.One", "a.Two", null);
        var two = waiting("a.Two", "a.One", null);
        assertEquals(
                List.of("One", "Two"),
                Condition.of(Bundle.ACTIVE, List.of(one, two)).waitingFor());
    }

    @Test
    public void missingSettingsAreNamed() {
        var component = component(ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION, NOTES);
        component.description.configurationPid = new String[] {"org.aistack.ops.notes"};
        assertEquals(
                List.of("configuration org.aistack.ops.notes"),
                Condition.of(Bundle.ACTIVE, List.of(component)).waitingFor());
    }

    @Test
    public void aFailedComponentBreaksTheCapabilityAndSaysWhyInOneLine() {
        var component = component(ComponentConfigurationDTO.FAILED_ACTIVATION, NOTES);
        component.failure = "java.io.IOException: disk full\n\tat somewhere";
        var condition = Condition.of(Bundle.ACTIVE, List.of(component, waiting("a.B", STORE, null)));
        assertEquals(new Condition(State.BROKEN, List.of("Notes failed: java.io.IOException: disk full")), condition);
    }

    private static ComponentConfigurationDTO waiting(String service, String missing, String target) {
        var component = component(ComponentConfigurationDTO.UNSATISFIED_REFERENCE, service);
        var reference = new ReferenceDTO();
        reference.name = "missing";
        reference.interfaceName = missing;
        component.description.references = new ReferenceDTO[] {reference};
        var unsatisfied = new UnsatisfiedReferenceDTO();
        unsatisfied.name = "missing";
        unsatisfied.target = target;
        component.unsatisfiedReferences = new UnsatisfiedReferenceDTO[] {unsatisfied};
        return component;
    }

    private static ComponentConfigurationDTO component(int state, String service) {
        var component = new ComponentConfigurationDTO();
        component.state = state;
        component.description = new ComponentDescriptionDTO();
        component.description.name = service;
        component.description.serviceInterfaces = new String[] {service};
        component.description.references = new ReferenceDTO[0];
        component.unsatisfiedReferences = new UnsatisfiedReferenceDTO[0];
        return component;
    }
}

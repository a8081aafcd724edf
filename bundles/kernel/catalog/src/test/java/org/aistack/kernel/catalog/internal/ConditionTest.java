package org.aistack.kernel.catalog.internal;

import static org.junit.Assert.assertEquals;

import java.util.List;
import java.util.Set;
import org.aistack.kernel.Text;
import org.aistack.kernel.catalog.Catalog.State;
import org.aistack.kernel.catalog.internal.deploy.Words;
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
                new Condition(State.RUNNING, List.of(), Set.of()),
                Condition.of(Bundle.ACTIVE, List.of(), List.of(component(ComponentConfigurationDTO.ACTIVE, NOTES))));
    }

    @Test
    public void aBundleWithoutComponentsIsRunning() {
        assertEquals(
                State.RUNNING, Condition.of(Bundle.ACTIVE, List.of(), List.of()).state());
    }

    @Test
    public void aBundleThatIsNotActiveIsStopped() {
        assertEquals(
                new Condition(State.STOPPED, List.of(), Set.of()), Condition.of(Bundle.RESOLVED, List.of(), List.of()));
        assertEquals(
                State.STOPPED,
                Condition.of(Bundle.STOPPING, List.of(), List.of()).state());
    }

    @Test
    public void aBundleThatCannotBeResolvedIsBroken() {
        Text missing = Words.plain("the package a.b, which no bundle offers");
        assertEquals(
                new Condition(State.BROKEN, List.of(missing), Set.of()),
                Condition.of(Bundle.INSTALLED, List.of(missing), List.of()));
    }

    @Test
    public void aMissingServiceIsNamedWithItsTarget() {
        var waiting = waiting(NOTES, STORE, "(unit=notes)");
        assertEquals(
                new Condition(State.WAITING, List.of(Words.plain("Store (unit=notes)")), Set.of(NOTES)),
                Condition.of(Bundle.ACTIVE, List.of(), List.of(waiting)));
    }

    @Test
    public void waitsInsideTheBundleAreLeftOutWhenSomethingOutsideExplainsThem() {
        var book = waiting(NOTES, STORE, "(unit=notes)");
        var resource = waiting("org.aistack.ops.notes.internal.rest.NotesResource", NOTES, null);
        assertEquals(
                List.of(Words.plain("Store (unit=notes)")),
                Condition.of(Bundle.ACTIVE, List.of(), List.of(resource, book)).waitingFor());
    }

    @Test
    public void aCircleInsideTheBundleIsShown() {
        var one = waiting("a.One", "a.Two", null);
        var two = waiting("a.Two", "a.One", null);
        var condition = Condition.of(Bundle.ACTIVE, List.of(), List.of(one, two));
        assertEquals(State.BROKEN, condition.state());
        assertEquals(
                List.of(new Text("组件互相等待：One → Two → One", "Components wait for each other: One → Two → One")),
                condition.waitingFor());
    }

    @Test
    public void missingSettingsAreNamed() {
        var component = component(ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION, NOTES);
        component.description.configurationPid = new String[] {"org.aistack.ops.notes"};
        assertEquals(
                List.of(new Text("配置 org.aistack.ops.notes", "configuration org.aistack.ops.notes")),
                Condition.of(Bundle.ACTIVE, List.of(), List.of(component)).waitingFor());
    }

    @Test
    public void aFailedComponentBreaksTheCapabilityAndSaysWhyInOneLine() {
        var component = component(ComponentConfigurationDTO.FAILED_ACTIVATION, NOTES);
        component.failure = "java.io.IOException: disk full\n\tat somewhere";
        var condition = Condition.of(Bundle.ACTIVE, List.of(), List.of(component, waiting("a.B", STORE, null)));
        assertEquals(State.BROKEN, condition.state());
        assertEquals(
                List.of(new Text(
                        "Notes 启动失败：java.io.IOException: disk full", "Notes failed: java.io.IOException: disk full")),
                condition.waitingFor());
        assertEquals(Set.of(NOTES, "a.B"), condition.unwell());
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

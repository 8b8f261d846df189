package org.mosix.runtime.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class JdkFieldsTest {

  private static final String LATE = "java.util.SplittableRandom";

  private final JdkFields fields = new JdkFields();

  @Test
  void knownClassesAreNotAddedAgainInWhateverOrder() {
    Class<?>[] loaded = {String.class, Thread.class, Collections.class, JdkFieldsTest.class, TimeUnit.class};
    fields.update(loaded);
    List<Field> first = found();
    assertThat(first).doesNotHaveDuplicates().isNotEmpty();
    fields.update(loaded);
    List<Class<?>> others = Arrays.asList(loaded.clone());
    Collections.reverse(others);
    fields.update(others.toArray(Class[]::new));
    assertThat(found()).isEqualTo(first);
  }

  @Test
  void newOnesAmongThemAreFound() {
    fields.update(new Class<?>[] {String.class, Thread.class});
    fields.update(new Class<?>[] {String.class, Collections.class, Thread.class});
    assertThat(declaring()).contains(Collections.class.getName());
    assertThat(found()).doesNotHaveDuplicates();
  }

  @Test
  void classIsFoundOnceItIsInitialised() throws ClassNotFoundException {
    Class<?> late = Class.forName(LATE, false, null);
    Class<?>[] loaded = {String.class, late};
    fields.update(loaded);
    fields.update(loaded);
    assertThat(declaring()).doesNotContain(LATE);
    Class.forName(LATE, true, null);
    fields.update(loaded);
    assertThat(declaring()).contains(LATE);
    fields.update(loaded);
    assertThat(found()).doesNotHaveDuplicates();
  }

  /** Else the target would look for providers of resource bundles in every jar file of the class path, while it makes an empty list. */
  @Test
  void anObjectOfSeveralFieldsIsNamedByTheOneOfItsOwnClass() throws ReflectiveOperationException {
    Class<?> using = Class.forName("java.util.ResourceBundle$ResourceBundleControlProviderHolder", true, null);
    Class<?> own = Class.forName("java.util.ImmutableCollections", true, null);
    Object providers = Raw.getStatic(using, "CONTROL_PROVIDERS");
    fields.update(new Class<?>[] {using, own});
    Stream<Field> naming = Stream.of(fields.singletons()).filter(singleton -> singleton.value() == providers).map(JdkFields.Singleton::field);
    assertThat(naming.map(Field::getDeclaringClass)).containsExactly(own, using);
  }

  private Stream<String> declaring() {
    return found().stream().map(field -> field.getDeclaringClass().getName());
  }

  private List<Field> found() {
    return fields.foundAfter(0).stream().map(JdkFields.Singleton::field).toList();
  }
}

package org.mosix.torture.programs;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.util.ArrayList;
import java.util.List;

/** A program that is a module of the boot layer: its classes and files, those that are looked for late included, and the layer that has it. */
public final class ModulePath {

  private static final Module OWN = ModulePath.class.getModule();
  private static final List<Object> KEPT = new ArrayList<>(List.of(OWN, ModuleLayer.boot()));

  private ModulePath() {}

  /** One of them is looked for in each of the first rounds. */
  public static final class A {}

  /** Another. */
  public static final class B {}

  /** Another. */
  public static final class C {}

  /** Another. */
  public static final class D {}

  private static int rounds;

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "module", ModulePath::round);
  }

  private static String round() throws ReflectiveOperationException, IOException {
    String late = ModulePath.class.getName() + '$' + "ABCD".charAt(Math.min(rounds++ / 40, 3));
    Object made = Class.forName(late).getDeclaredConstructor().newInstance();
    boolean same = made.getClass().getModule() == OWN && KEPT.get(0) == OWN && KEPT.get(1) == ModuleLayer.boot();
    long file = 0;
    try (InputStream in = ModulePath.class.getResourceAsStream("ModulePath.class")) {
      file = in.readAllBytes().length > 1_000 ? 1 : 0;
    }
    Work.spin(2_000);
    ModuleDescriptor descriptor = OWN.getDescriptor();
    boolean listed = OWN.getLayer() == null || OWN.getLayer().findModule(OWN.getName()).orElseThrow() == OWN
        && ModuleLayer.boot().modules().contains(OWN)
        && ModuleLayer.boot().configuration().findModule(OWN.getName()).isPresent();
    return OWN.getName() + " " + same + " " + file + " " + listed + " " + (descriptor == null || descriptor.isAutomatic()) + " "
        + OWN.canRead(Object.class.getModule()) + " " + OWN.isExported(ModulePath.class.getPackageName());
  }
}

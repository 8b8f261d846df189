package org.mosix.torture.programs;

import java.lang.module.ModuleDescriptor;
import java.util.HashMap;
import java.util.Map;

/** Modules of the boot layer as objects, and a layer of the program's own made from the JDK's modules. */
public final class ModuleLayers {
  static String boot() {
    Module base = String.class.getModule();
    Module xml = ModuleLayer.boot().findModule("java.xml").orElseThrow();
    Module own = ModuleLayers.class.getModule();
    return base.getName() + base.isExported("java.lang") + base.isOpen("java.lang", own) + own.isNamed() + own.canRead(xml)
        + xml.getDescriptor().packages().contains("javax.xml.parsers") + base.getLayer().equals(ModuleLayer.boot())
        + base.getDescriptor().exports().stream().map(ModuleDescriptor.Exports::source).filter(s -> s.equals("java.util")).count();
  }

  public static void main(String[] args) throws Exception {
    Map<Module, String> names = new HashMap<>();
    names.put(String.class.getModule(), "base");
    names.put(ModuleLayers.class.getModule(), "unnamed");
    Rounds.equal(args, "modules", () -> {
      Work.spin(1);
      return boot() + names.get(Integer.class.getModule()) + names.get(Check.class.getModule());
    });
  }
}

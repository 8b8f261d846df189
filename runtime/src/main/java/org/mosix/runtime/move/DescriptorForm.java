package org.mosix.runtime.move;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.lang.module.ModuleDescriptor;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.ArrayList;
import java.util.Set;

/** The description of a module of the program's on its way. */
final class DescriptorForm {

  private DescriptorForm() {}

  static void write(ModuleDescriptor module, Output out) {
    out.writeString(module.name());
    out.writeBoolean(module.isAutomatic());
    texts(names(module.modifiers()), out);
    out.writeString(module.rawVersion().orElse(null));
    out.writeString(module.mainClass().orElse(null));
    texts(module.packages(), out);
    out.writeInt(module.requires().size());
    for (ModuleDescriptor.Requires needed : module.requires()) {
      texts(names(needed.modifiers()), out);
      out.writeString(needed.name());
      out.writeString(needed.rawCompiledVersion().orElse(null));
    }
    out.writeInt(module.exports().size());
    for (ModuleDescriptor.Exports exported : module.exports()) {
      texts(names(exported.modifiers()), out);
      out.writeString(exported.source());
      texts(exported.targets(), out);
    }
    out.writeInt(module.opens().size());
    for (ModuleDescriptor.Opens opened : module.opens()) {
      texts(names(opened.modifiers()), out);
      out.writeString(opened.source());
      texts(opened.targets(), out);
    }
    texts(module.uses(), out);
    out.writeInt(module.provides().size());
    for (ModuleDescriptor.Provides provided : module.provides()) {
      out.writeString(provided.service());
      texts(provided.providers(), out);
    }
  }

  static ModuleDescriptor read(Input in) {
    String name = in.readString();
    boolean automatic = in.readBoolean();
    Set<ModuleDescriptor.Modifier> modifiers = constants(ModuleDescriptor.Modifier.class, in);
    modifiers.remove(ModuleDescriptor.Modifier.AUTOMATIC);
    ModuleDescriptor.Builder made = automatic ? ModuleDescriptor.newAutomaticModule(name) : ModuleDescriptor.newModule(name, modifiers);
    String version = in.readString();
    if (version != null) {
      made.version(version);
    }
    String main = in.readString();
    if (main != null) {
      made.mainClass(main);
    }
    made.packages(Set.copyOf(texts(in)));
    for (int i = in.readInt(); i > 0; i--) {
      Set<ModuleDescriptor.Requires.Modifier> how = constants(ModuleDescriptor.Requires.Modifier.class, in);
      String needed = in.readString();
      String compiled = in.readString();
      if (automatic) {
        continue; // given by the JDK
      }
      if (compiled == null) {
        made.requires(how, needed);
      } else {
        made.requires(how, needed, ModuleDescriptor.Version.parse(compiled));
      }
    }
    for (int i = in.readInt(); i > 0; i--) {
      Set<ModuleDescriptor.Exports.Modifier> how = constants(ModuleDescriptor.Exports.Modifier.class, in);
      String source = in.readString();
      Set<String> targets = new LinkedHashSet<>(texts(in));
      if (targets.isEmpty()) {
        made.exports(how, source);
      } else {
        made.exports(how, source, targets);
      }
    }
    for (int i = in.readInt(); i > 0; i--) {
      Set<ModuleDescriptor.Opens.Modifier> how = constants(ModuleDescriptor.Opens.Modifier.class, in);
      String source = in.readString();
      Set<String> targets = new LinkedHashSet<>(texts(in));
      if (targets.isEmpty()) {
        made.opens(how, source);
      } else {
        made.opens(how, source, targets);
      }
    }
    texts(in).forEach(made::uses);
    for (int i = in.readInt(); i > 0; i--) {
      made.provides(in.readString(), texts(in));
    }
    return made.build();
  }

  private static <E extends Enum<E>> List<String> names(Set<E> constants) {
    return constants.stream().map(Enum::name).toList();
  }

  private static <E extends Enum<E>> Set<E> constants(Class<E> type, Input in) {
    Set<E> constants = new HashSet<>();
    for (String name : texts(in)) {
      constants.add(Enum.valueOf(type, name));
    }
    return constants;
  }

  private static void texts(Collection<String> texts, Output out) {
    out.writeInt(texts.size());
    texts.forEach(out::writeString);
  }

  private static List<String> texts(Input in) {
    List<String> texts = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      texts.add(in.readString());
    }
    return texts;
  }
}

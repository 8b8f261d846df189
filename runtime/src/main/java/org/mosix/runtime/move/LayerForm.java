package org.mosix.runtime.move;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.lang.module.ResolutionException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mosix.runtime.classes.LoaderTable;

/** A layer of modules that the program, or the JDK for it, has made: their descriptions, and in which loaders they are. */
final class LayerForm {

  private final LoaderTable loaders;

  LayerForm(LoaderTable loaders) {
    this.loaders = loaders;
  }

  /** Parents and loaders are known at the target by then. */
  void write(ModuleLayer layer, Output out) {
    out.writeInt(loaders.addLayer(layer));
    out.writeInt(layer.parents().size());
    layer.parents().forEach(parent -> out.writeInt(loaders.layerId(parent)));
    out.writeInt(layer.modules().size());
    for (Module module : layer.modules()) {
      DescriptorForm.write(module.getDescriptor(), out);
      out.writeString(layer.configuration().findModule(module.getName()).flatMap(found -> found.reference().location()).map(URI::toString).orElse(null));
      out.writeInt(loaders.idOf(module.getClassLoader()));
    }
  }

  /** @throws IOException if the modules cannot be put together here as they were */
  void read(Input in) throws IOException {
    int id = in.readInt();
    List<ModuleLayer> parents = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      parents.add(loaders.layer(in.readInt()));
    }
    Map<String, ModuleReference> modules = new LinkedHashMap<>();
    Map<String, ClassLoader> homes = new LinkedHashMap<>();
    for (int i = in.readInt(); i > 0; i--) {
      ModuleDescriptor descriptor = DescriptorForm.read(in);
      String location = in.readString();
      modules.put(descriptor.name(), new Described(descriptor, location == null ? null : URI.create(location)));
      homes.put(descriptor.name(), loaders.loader(in.readInt()));
    }
    if (loaders.layer(id) != null) {
      return;
    }
    try {
      Configuration together = Configuration.resolve(new GivenModules(modules), parents.stream().map(ModuleLayer::configuration).toList(),
          ModuleFinder.of(), modules.keySet());
      loaders.putLayer(id, ModuleLayer.defineModules(together, parents, homes::get).layer());
    } catch (FindException | ResolutionException | LayerInstantiationException e) {
      throw new IOException("the modules " + modules.keySet() + " cannot be defined: " + e.getMessage(), e);
    }
  }

  /** Its classes come with the process; other files in it are where they were. */
  private static final class Described extends ModuleReference {

    Described(ModuleDescriptor descriptor, URI locationOrNull) {
      super(descriptor, locationOrNull);
    }

    @Override
    public ModuleReader open() throws IOException {
      throw new IOException("module " + descriptor().name() + " was made by another JVM");
    }
  }
}

package org.mosix.runtime.move;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.mosix.boot.Frame;
import org.mosix.runtime.capture.CapturedThread;
import org.mosix.runtime.classes.LoaderAnswers;
import org.mosix.runtime.classes.LoaderTable;
import org.mosix.runtime.resume.Place;

/**
 * Where the threads of a process stopped, sent ahead of its image: the target generates the code that continues them while the image is
 * still on its way. Only a hint; the frames themselves are in the image.
 */
final class Places {

  /** More would not be ready before the image is. */
  private static final int MOST = 500;

  private Places() {}

  static byte[] write(List<CapturedThread> threads, LoaderTable loaders) {
    Set<Place> places = new HashSet<>();
    for (CapturedThread thread : threads) {
      for (Frame frame = thread.bottom(); frame != null && places.size() < MOST; frame = frame.callee) {
        if (frame.kind == Frame.CODE) {
          places.add(Place.of(frame));
        }
      }
    }
    Output out = new Output(1 << 10, -1);
    out.writeInt(places.size());
    for (Place place : places) {
      out.writeInt(loaders.idOf(place.owner().getClassLoader()));
      out.writeString(place.owner().getName());
      out.writeString(place.method());
      out.writeString(place.descriptor());
      out.writeInt(place.bci());
    }
    return out.toBytes();
  }

  static List<Place> read(byte[] bytes, LoaderTable loaders) throws IOException {
    Input in = new Input(bytes);
    try {
      int count = in.readInt();
      if (count < 0 || count > MOST) {
        throw new IOException("places: " + count + " (expected: 0 to " + MOST + ")");
      }
      List<Place> places = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        Class<?> owner = owner(loaders.loader(in.readInt()), in.readString());
        places.add(new Place(owner, in.readString(), in.readString(), in.readInt()));
      }
      return places;
    } catch (KryoException e) {
      throw new IOException("places: damaged at byte " + in.position() + " of " + bytes.length, e);
    }
  }

  private static Class<?> owner(ClassLoader loader, String name) throws IOException {
    Class<?> here = loader == null ? null : LoaderAnswers.loaded(loader, name);
    if (here != null) {
      return here;
    }
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException e) {
      throw new IOException("class " + name + " of a stopped frame is not here", e);
    }
  }
}

package org.mosix.runtime.resume;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.mosix.boot.Frame;
import org.mosix.boot.Resumption;
import org.mosix.instrument.PollIndex;
import org.mosix.instrument.ResumeClass;
import org.mosix.instrument.ResumeWriter;
import org.mosix.instrument.UnresumableException;
import org.mosix.runtime.classes.ClassCatalog;
import org.mosix.runtime.classes.KnownPolls;
import org.mosix.runtime.jvm.Internals;
import org.mosix.runtime.jvm.PerClass;

/** The generated classes that continue frames, one per method and poll, and what their own frames stand for. */
public final class ResumeClasses {

  /** What a frame of a resume class stands for; {@code isHidden} if stack traces leave that out. */
  public record Origin(
      Class<?> owner, String name, String descriptor, boolean isHidden, PollIndex polls, String method, int[][] map) {

    /** True for a method of the resume class that only passes a call on, which the class itself may not make. */
    public boolean isHelper(String resumeMethod) {
      return !method.equals(resumeMethod);
    }

    /** The original poll of the frame at {@code bci} of the resume class; -1 if it cannot be captured there. */
    public int pollOf(String resumeDescriptor, int bci) {
      int poll = polls.method(method, resumeDescriptor).pollOf(bci);
      for (int i = 0; i < map[0].length; i++) {
        if (map[0][i] == poll) {
          return map[1][i];
        }
      }
      return -1;
    }
  }

  /** A resumption with what its prologue expects of the frame below the call. */
  public record Resumable(Resumption code, char kind, String calleeResult) {}

  /** Makes up for what the transformer was not shown. */
  public interface Overlooked {

    /** Instruments the class if it is one of the JDK's that should be, and is not. */
    void instrument(Class<?> type);
  }

  private final ClassCatalog catalog;
  private final Overlooked overlooked;
  private final UnaryOperator<byte[]> rewrite;
  private final PerClass<Map<Place, Resumable>> resumptions = new PerClass<>(ConcurrentHashMap::new);
  private final PerClass<Map<Place, String>> refused = new PerClass<>(ConcurrentHashMap::new);
  private final PerClass<AtomicReference<Origin>> origins = new PerClass<>(AtomicReference::new);

  /**
   * @param rewrite applied to each generated class: hidden classes pass no transformer, and on a guest system calls are redirected
   */
  public ResumeClasses(ClassCatalog catalog, Overlooked overlooked, UnaryOperator<byte[]> rewrite) {
    this.catalog = catalog;
    this.overlooked = overlooked;
    this.rewrite = rewrite;
  }

  /** True if the frame is of a helper: see {@link Origin#isHelper}. */
  public boolean isHelper(StackWalker.StackFrame frame) {
    Class<?> type = frame.getDeclaringClass();
    Origin origin = type.isHidden() ? originOf(type) : null;
    return origin != null && origin.isHelper(frame.getMethodName());
  }

  /** Null if {@code type} is not one of the classes made here. */
  public Origin originOf(Class<?> type) {
    return origins.get(type).get();
  }

  /** The class that continues {@code frame}. */
  public Resumable of(Frame frame) {
    return of(Place.of(frame));
  }

  /** The class that continues frames which stopped at {@code place}. */
  public Resumable of(Place place) {
    return resumptions.get(place.owner()).computeIfAbsent(place, this::define);
  }

  /** Why frames that stopped at {@code place} cannot be continued; null if they can. */
  public String refusal(Place place) {
    if (resumptions.get(place.owner()).containsKey(place)) {
      return null;
    }
    String known = refused.get(place.owner()).get(place);
    if (known != null) {
      return known;
    }
    try {
      of(place);
      return null;
    } catch (UnresumableException | IllegalStateException | LinkageError e) {
      String why = String.valueOf(e.getMessage()).lines().findFirst().orElse(e.getClass().getName());
      refused.get(place.owner()).put(place, why);
      return why;
    }
  }

  private Resumable define(Place place) {
    Class<?> owner = place.owner();
    byte[] file = catalog.file(owner);
    if (file == null) {
      overlooked.instrument(owner);
      file = catalog.file(owner);
    }
    if (file == null) {
      throw new IllegalStateException("no instrumented class file of " + owner.getName());
    }
    HostAccess access = new HostAccess(owner, catalog);
    ResumeClass generated = ResumeWriter.write(file, place.method(), place.descriptor(), place.bci(), access);
    List<MethodHandle> data = new ArrayList<>();
    for (ResumeClass.SpecialMember member : generated.data()) {
      data.add(access.handle(member));
    }
    try {
      MethodHandles.Lookup host = MethodHandles.privateLookupIn(owner, Internals.TRUSTED);
      byte[] rewritten = rewrite.apply(generated.classfile());
      MethodHandles.Lookup.ClassOption nestmate = MethodHandles.Lookup.ClassOption.NESTMATE;
      MethodHandles.Lookup defined =
          data.isEmpty()
              ? host.defineHiddenClass(rewritten, false, nestmate)
              : host.defineHiddenClassWithClassData(rewritten, data, false, nestmate);
      Class<?> type = defined.lookupClass();
      KnownPolls.ask(owner);
      String method = method(generated.kind());
      boolean isHidden = generated.isHidden() && ClassCatalog.isJdk(owner.getClassLoader());
      PollIndex polls = PollIndex.of(generated.classfile());
      origins.get(type).set(new Origin(owner, place.method(), place.descriptor(), isHidden, polls, method, generated.polls()));
      return new Resumable((Resumption) Internals.UNSAFE.allocateInstance(type), generated.kind(), generated.calleeResult());
    } catch (IllegalAccessException | InstantiationException | ClassNotFoundException e) {
      throw new IllegalStateException("a resume class of " + owner.getName() + " cannot be defined", e);
    }
  }

  private static String method(char kind) {
    return switch (kind) {
      case 'V' -> "resumeVoid";
      case 'I' -> "resumeInt";
      case 'J' -> "resumeLong";
      case 'F' -> "resumeFloat";
      case 'D' -> "resumeDouble";
      default -> "resumeObject";
    };
  }

}

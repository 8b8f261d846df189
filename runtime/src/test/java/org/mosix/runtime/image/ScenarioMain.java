package org.mosix.runtime.image;

import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The program of both JVMs: {@code write|read FILE SCENARIO-CLASS}. */
public final class ScenarioMain {

  private ScenarioMain() {}

  public static void main(String[] args) throws Throwable {
    Path file = Path.of(args[1]);
    Scenario scenario = (Scenario) Class.forName(args[2]).getDeclaredConstructor().newInstance();
    ImageContext context = scenario.context(new ImageContext(new FixedLoaders()).loadedClasses(LoadedClasses::all));
    for (Class<?> type : scenario.classes()) {
      Class.forName(type.getName(), true, type.getClassLoader());
    }
    if (args[0].equals("write")) {
      write(file, scenario, context);
    } else {
      read(file, scenario, context);
    }
  }

  private static void write(Path file, Scenario scenario, ImageContext context) throws Throwable {
    Object root = scenario.make();
    try (FileChunks out = new FileChunks(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      ImageWriter writer = new ImageWriter(context).prepare(scenario.classes());
      System.out.println("wrote " + writer.write(root, scenario.classes(), out));
    }
    scenario.check(root);
  }

  private static void read(Path file, Scenario scenario, ImageContext context) throws Throwable {
    try (FileChunks in = new FileChunks(file, StandardOpenOption.READ)) {
      ImageReader reader = new ImageReader(context);
      Object root = reader.read(in);
      reader.own();
      System.out.println("read " + reader.stats());
      try {
        scenario.check(root);
      } catch (Throwable e) {
        e.printStackTrace(System.out); // the handler for uncaught ones may have come with the image
        System.exit(1);
      }
    }
  }
}

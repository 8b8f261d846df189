package org.mosix.runtime.syscall;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A home JVM that is a deputy from its start: starts the guest given as its arguments and serves its calls over plain sockets. */
final class HomeMain {

  private HomeMain() {}

  /** @param arguments a file for the guest's own output, then the guest's command, in which {@code PORT} stands for ours */
  public static void main(String[] arguments) throws Exception {
    Deputy.Stay deputy = new Deputy(ProcessExit.HALT).stay();
    ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    List<String> command = new ArrayList<>();
    for (String word : Arrays.asList(arguments).subList(1, arguments.length)) {
      command.add(word.replace("PORT", Integer.toString(server.getLocalPort())));
    }
    File log = new File(arguments[0]);
    Process guest = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
    guest.onExit().thenAccept(ended -> Runtime.getRuntime().halt(99));
    Runtime.getRuntime().addShutdownHook(new Thread(guest::destroyForcibly));
    while (true) {
      Socket socket = server.accept();
      socket.setTcpNoDelay(true);
      Thread worker = new Thread(() -> serve(socket, deputy));
      worker.setDaemon(true);
      worker.start();
    }
  }

  private static void serve(Socket socket, Deputy.Stay deputy) {
    try (socket;
        DataInputStream in = new DataInputStream(socket.getInputStream());
        DataOutputStream out = new DataOutputStream(socket.getOutputStream())) {
      while (true) {
        byte[] request = new byte[in.readInt()];
        in.readFully(request);
        byte[] answer = deputy.execute(request);
        byte[] frame = new byte[answer.length + 4];
        ByteBuffer.wrap(frame).putInt(answer.length).put(answer);
        out.write(frame);
      }
    } catch (IOException e) {
      Runtime.getRuntime().halt(98);
    }
  }
}

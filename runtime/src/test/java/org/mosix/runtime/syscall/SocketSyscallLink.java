package org.mosix.runtime.syscall;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Connections to a {@link HomeMain}, one per call under way, opened before the process is attached. */
final class SocketSyscallLink implements SyscallLink {

  private final BlockingQueue<Socket> free = new ArrayBlockingQueue<>(16);

  SocketSyscallLink(int port) throws IOException {
    for (int i = 0; i < 16; i++) {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
      free.add(socket);
    }
  }

  @Override
  public byte[] call(byte[] request) throws IOException {
    Socket socket = take();
    byte[] frame = new byte[request.length + 4];
    ByteBuffer.wrap(frame).putInt(request.length).put(request);
    new DataOutputStream(socket.getOutputStream()).write(frame);
    DataInputStream in = new DataInputStream(socket.getInputStream());
    byte[] answer = new byte[in.readInt()];
    in.readFully(answer);
    free.add(socket);
    return answer;
  }

  private Socket take() {
    boolean interrupted = false;
    while (true) {
      try {
        Socket socket = free.take();
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
        return socket;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
  }
}

package org.mosix.runtime.syscall;

/** The natives for sockets, selectors and names. What carries a {@code FileDescriptor} is refused only for those of home. */
final class NetworkCalls {

  static final String TABLE = """
      class java.net.Inet4AddressImpl # name resolution is not served away from home yet
      HOME getHostByAddr ([B)Ljava/lang/String; self val
      HOME getLocalHostName ()Ljava/lang/String; self
      REFUSE isReachable0 ([BI[BI)Z
      REFUSE lookupAllHostAddr (Ljava/lang/String;)[Ljava/net/InetAddress;

      class java.net.Inet6AddressImpl # name resolution is not served away from home yet
      HOME getHostByAddr ([B)Ljava/lang/String; self val
      HOME getLocalHostName ()Ljava/lang/String; self
      REFUSE isReachable0 ([BII[BII)Z
      REFUSE lookupAllHostAddr (Ljava/lang/String;)[Ljava/net/InetAddress;
      REFUSE lookupAllHostAddr (Ljava/lang/String;I)[Ljava/net/InetAddress;

      class java.net.NetworkInterface # network interfaces are not served away from home yet
      REFUSE boundInetAddress0 (Ljava/net/InetAddress;)Z
      REFUSE getAll ()[Ljava/net/NetworkInterface;
      REFUSE getByIndex0 (I)Ljava/net/NetworkInterface;
      REFUSE getByInetAddress0 (Ljava/net/InetAddress;)Ljava/net/NetworkInterface;
      REFUSE getByName0 (Ljava/lang/String;)Ljava/net/NetworkInterface;
      REFUSE getMTU0 (Ljava/lang/String;I)I
      REFUSE getMacAddr0 ([BLjava/lang/String;I)[B
      REFUSE isLoopback0 (Ljava/lang/String;I)Z
      REFUSE isP2P0 (Ljava/lang/String;I)Z
      REFUSE isUp0 (Ljava/lang/String;I)Z
      REFUSE supportsMulticast0 (Ljava/lang/String;I)Z

      class java.net.PlainDatagramSocketImpl # sockets are not served away from home yet
      REFUSE bind0 (ILjava/net/InetAddress;)V
      REFUSE connect0 (Ljava/net/InetAddress;I)V
      REFUSE dataAvailable ()I
      REFUSE datagramSocketClose ()V
      REFUSE datagramSocketCreate ()V
      REFUSE disconnect0 (I)V
      REFUSE getTTL ()B
      REFUSE getTimeToLive ()I
      REFUSE join (Ljava/net/InetAddress;Ljava/net/NetworkInterface;)V
      REFUSE leave (Ljava/net/InetAddress;Ljava/net/NetworkInterface;)V
      REFUSE peek (Ljava/net/InetAddress;)I
      REFUSE peekData (Ljava/net/DatagramPacket;)I
      REFUSE receive0 (Ljava/net/DatagramPacket;)V
      REFUSE send0 (Ljava/net/DatagramPacket;)V
      REFUSE setTTL (B)V
      REFUSE setTimeToLive (I)V
      REFUSE socketGetOption (I)Ljava/lang/Object;
      REFUSE socketSetOption0 (ILjava/lang/Object;)V

      class java.net.PlainSocketImpl # sockets are not served away from home yet
      REFUSE socketAccept (Ljava/net/SocketImpl;)V
      REFUSE socketAvailable ()I
      REFUSE socketBind (Ljava/net/InetAddress;I)V
      REFUSE socketClose0 (Z)V
      REFUSE socketConnect (Ljava/net/InetAddress;II)V
      REFUSE socketCreate (ZZ)V
      REFUSE socketGetOption (ILjava/lang/Object;)I
      REFUSE socketListen (I)V
      REFUSE socketSendUrgentData (I)V
      REFUSE socketSetOption0 (IZLjava/lang/Object;)V
      REFUSE socketShutdown (I)V

      class java.net.SocketCleanable # sockets are not served away from home yet
      REFUSE cleanupClose0 (I)V no

      class java.net.SocketInputStream # sockets are not served away from home yet
      REFUSE socketRead0 (Ljava/io/FileDescriptor;[BIII)I

      class java.net.SocketOutputStream # sockets are not served away from home yet
      REFUSE socketWrite0 (Ljava/io/FileDescriptor;[BII)V

      class sun.net.dns.ResolverConfigurationImpl # name resolution is not served away from home yet
      REFUSE fallbackDomain0 ()Ljava/lang/String;

      class sun.net.sdp.SdpSupport # sockets are not served away from home yet
      REFUSE convert0 (I)V
      REFUSE create0 ()I

      class sun.net.spi.DefaultProxySelector # proxy look-ups are not served away from home yet
      REFUSE getSystemProxies (Ljava/lang/String;Ljava/lang/String;)[Ljava/net/Proxy;

      class sun.nio.ch.DatagramChannelImpl # sockets are not served away from home yet
      REFUSE disconnect0 (Ljava/io/FileDescriptor;Z)V
      REFUSE receive0 (Ljava/io/FileDescriptor;JIJZ)I
      REFUSE send0 (Ljava/io/FileDescriptor;JIJI)I

      class sun.nio.ch.DatagramDispatcher # sockets are not served away from home yet
      REFUSE dup0 (Ljava/io/FileDescriptor;Ljava/io/FileDescriptor;)V
      REFUSE read0 (Ljava/io/FileDescriptor;JI)I
      REFUSE readv0 (Ljava/io/FileDescriptor;JI)J
      REFUSE write0 (Ljava/io/FileDescriptor;JI)I
      REFUSE writev0 (Ljava/io/FileDescriptor;JI)J

      class sun.nio.ch.EPoll # selectors are not served away from home yet
      REFUSE create ()I
      REFUSE ctl (IIII)I no
      REFUSE wait (IJII)I no

      class sun.nio.ch.EventFD # selectors are not served away from home yet
      REFUSE eventfd0 ()I
      REFUSE set0 (I)I no

      class sun.nio.ch.InheritedChannel # sockets are not served away from home yet
      REFUSE addressFamily (I)I no
      REFUSE close0 (I)V no
      REFUSE dup (I)I no
      REFUSE dup2 (II)V no
      REFUSE inetPeerAddress0 (I)Ljava/net/InetAddress; no
      REFUSE isConnected (I)Z no
      REFUSE open0 (Ljava/lang/String;I)I
      REFUSE peerPort0 (I)I no
      REFUSE soType0 (I)I no
      REFUSE unixPeerAddress0 (I)[B no

      class sun.nio.ch.Net # sockets are not served away from home yet
      REFUSE accept (Ljava/io/FileDescriptor;Ljava/io/FileDescriptor;[Ljava/net/InetSocketAddress;)I
      REFUSE available (Ljava/io/FileDescriptor;)I
      REFUSE bind0 (Ljava/io/FileDescriptor;ZZLjava/net/InetAddress;I)V
      REFUSE blockOrUnblock4 (ZLjava/io/FileDescriptor;III)I
      REFUSE blockOrUnblock6 (ZLjava/io/FileDescriptor;[BI[B)I
      REFUSE connect0 (ZLjava/io/FileDescriptor;Ljava/net/InetAddress;I)I
      REFUSE discardOOB (Ljava/io/FileDescriptor;)Z
      REFUSE getIntOption0 (Ljava/io/FileDescriptor;ZII)I
      REFUSE getInterface4 (Ljava/io/FileDescriptor;)I
      REFUSE getInterface6 (Ljava/io/FileDescriptor;)I
      REFUSE joinOrDrop4 (ZLjava/io/FileDescriptor;III)I
      REFUSE joinOrDrop6 (ZLjava/io/FileDescriptor;[BI[B)I
      REFUSE listen (Ljava/io/FileDescriptor;I)V
      REFUSE localInetAddress (Ljava/io/FileDescriptor;)Ljava/net/InetAddress;
      REFUSE localPort (Ljava/io/FileDescriptor;)I
      REFUSE poll (Ljava/io/FileDescriptor;IJ)I
      REFUSE pollConnect (Ljava/io/FileDescriptor;J)Z
      REFUSE remoteInetAddress (Ljava/io/FileDescriptor;)Ljava/net/InetAddress;
      REFUSE remotePort (Ljava/io/FileDescriptor;)I
      REFUSE sendOOB (Ljava/io/FileDescriptor;B)I
      REFUSE setIntOption0 (Ljava/io/FileDescriptor;ZIIIZ)V
      REFUSE setInterface4 (Ljava/io/FileDescriptor;I)V
      REFUSE setInterface6 (Ljava/io/FileDescriptor;I)V
      REFUSE shutdown (Ljava/io/FileDescriptor;I)V
      REFUSE socket0 (ZZZZ)I

      class sun.nio.ch.PollSelectorImpl # selectors are not served away from home yet
      REFUSE poll (JII)I

      class sun.nio.ch.SocketDispatcher # sockets are not served away from home yet
      REFUSE read0 (Ljava/io/FileDescriptor;JI)I
      REFUSE readv0 (Ljava/io/FileDescriptor;JI)J
      REFUSE write0 (Ljava/io/FileDescriptor;JI)I
      REFUSE writev0 (Ljava/io/FileDescriptor;JI)J

      class sun.nio.ch.UnixAsynchronousSocketChannelImpl # sockets are not served away from home yet
      REFUSE checkConnect (I)V no

      class sun.nio.ch.UnixDomainSockets # sockets are not served away from home yet
      REFUSE accept0 (Ljava/io/FileDescriptor;Ljava/io/FileDescriptor;[Ljava/lang/Object;)I
      REFUSE bind0 (Ljava/io/FileDescriptor;[B)V
      REFUSE connect0 (Ljava/io/FileDescriptor;[B)I
      REFUSE localAddress0 (Ljava/io/FileDescriptor;)[B
      REFUSE socket0 ()I
      """;

  private NetworkCalls() {}
}

package org.mosix.runtime.syscall;

/**
 * The natives for sockets, selectors and names. Selectors, and what stands for their wake-up, are known by bare numbers, which are
 * home's everywhere ({@code num}); their calls go home from each thread of the program.
 */
final class NetworkCalls {

  static final String TABLE = """
      class java.net.Inet4AddressImpl
      HOME getHostByAddr ([B)Ljava/lang/String; self val
      HOME getLocalHostName ()Ljava/lang/String; self
      HOME isReachable0 ([BI[BI)Z self val val val val
      HOME lookupAllHostAddr (Ljava/lang/String;)[Ljava/net/InetAddress; self val

      class java.net.Inet6AddressImpl
      HOME getHostByAddr ([B)Ljava/lang/String; self val
      HOME getLocalHostName ()Ljava/lang/String; self
      HOME isReachable0 ([BII[BII)Z self val val val val val val
      HOME lookupAllHostAddr (Ljava/lang/String;)[Ljava/net/InetAddress; self val
      HOME lookupAllHostAddr (Ljava/lang/String;I)[Ljava/net/InetAddress; self val val

      class java.net.NetworkInterface
      HOME boundInetAddress0 (Ljava/net/InetAddress;)Z val
      HOME getAll ()[Ljava/net/NetworkInterface;
      HOME getByIndex0 (I)Ljava/net/NetworkInterface; val
      HOME getByInetAddress0 (Ljava/net/InetAddress;)Ljava/net/NetworkInterface; val
      HOME getByName0 (Ljava/lang/String;)Ljava/net/NetworkInterface; val
      HOME getMTU0 (Ljava/lang/String;I)I val val
      HOME getMacAddr0 ([BLjava/lang/String;I)[B val val val
      HOME isLoopback0 (Ljava/lang/String;I)Z val val
      HOME isP2P0 (Ljava/lang/String;I)Z val val
      HOME isUp0 (Ljava/lang/String;I)Z val val
      HOME supportsMulticast0 (Ljava/lang/String;I)Z val val

      class java.net.PlainDatagramSocketImpl # the JDK's former socket implementation (jdk.net.usePlainSocketImpl) is not served away from home
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

      class java.net.PlainSocketImpl # the JDK's former socket implementation (jdk.net.usePlainSocketImpl) is not served away from home
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

      class java.net.SocketCleanable # the JDK's former socket implementation (jdk.net.usePlainSocketImpl) is not served away from home
      REFUSE cleanupClose0 (I)V no

      class java.net.SocketInputStream # the JDK's former socket implementation (jdk.net.usePlainSocketImpl) is not served away from home
      REFUSE socketRead0 (Ljava/io/FileDescriptor;[BIII)I

      class java.net.SocketOutputStream # the JDK's former socket implementation (jdk.net.usePlainSocketImpl) is not served away from home
      REFUSE socketWrite0 (Ljava/io/FileDescriptor;[BII)V

      class jdk.net.LinuxSocketOptions
      HOME getIncomingNapiId0 (I)I no
      HOME getIpDontFragment0 (IZ)Z no val
      HOME getQuickAck0 (I)Z no
      HOME getSoPeerCred0 (I)J no
      HOME getTcpKeepAliveIntvl0 (I)I no
      HOME getTcpKeepAliveProbes0 (I)I no
      HOME getTcpKeepAliveTime0 (I)I no
      HOME_CACHED incomingNapiIdSupported0 ()Z
      HOME_CACHED keepAliveOptionsSupported0 ()Z
      HOME_CACHED quickAckSupported0 ()Z
      HOME setIpDontFragment0 (IZZ)V no val val
      HOME setQuickAck0 (IZ)V no val
      HOME setTcpKeepAliveIntvl0 (II)V no val
      HOME setTcpKeepAliveProbes0 (II)V no val
      HOME setTcpKeepAliveTime0 (II)V no val

      class sun.net.dns.ResolverConfigurationImpl
      HOME fallbackDomain0 ()Ljava/lang/String;

      class sun.net.sdp.SdpSupport # InfiniBand sockets are not served away from home
      REFUSE convert0 (I)V
      REFUSE create0 ()I

      class sun.net.spi.DefaultProxySelector # proxy look-ups are not served away from home yet
      REFUSE getSystemProxies (Ljava/lang/String;Ljava/lang/String;)[Ljava/net/Proxy;

      class sun.nio.ch.DatagramChannelImpl
      HOME disconnect0 (Ljava/io/FileDescriptor;Z)V fd val
      HOME receive0 (Ljava/io/FileDescriptor;JIJZ)I fd mem-out val sockaddr val
      HOME send0 (Ljava/io/FileDescriptor;JIJI)I fd mem-in val mem-in val

      class sun.nio.ch.DatagramDispatcher
      HOME dup0 (Ljava/io/FileDescriptor;Ljava/io/FileDescriptor;)V fd fd
      HOME read0 (Ljava/io/FileDescriptor;JI)I fd mem-out val
      HOME readv0 (Ljava/io/FileDescriptor;JI)J fd iov-out val
      HOME write0 (Ljava/io/FileDescriptor;JI)I fd mem-in val
      HOME writev0 (Ljava/io/FileDescriptor;JI)J fd iov-in val

      class sun.nio.ch.EPoll
      HOME create ()I
      HOME ctl (IIII)I num val num val
      HOME wait (IJII)I num events val val

      class sun.nio.ch.EventFD
      HOME eventfd0 ()I
      HOME set0 (I)I num

      class sun.nio.ch.InheritedChannel # inherited channels are not served away from home
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

      class sun.nio.ch.Net
      HOME accept (Ljava/io/FileDescriptor;Ljava/io/FileDescriptor;[Ljava/net/InetSocketAddress;)I fd fd+ filled
      HOME available (Ljava/io/FileDescriptor;)I fd
      HOME bind0 (Ljava/io/FileDescriptor;ZZLjava/net/InetAddress;I)V fd val val val val
      HOME blockOrUnblock4 (ZLjava/io/FileDescriptor;III)I val fd val val val
      HOME blockOrUnblock6 (ZLjava/io/FileDescriptor;[BI[B)I val fd val val val
      HOME connect0 (ZLjava/io/FileDescriptor;Ljava/net/InetAddress;I)I val fd val val
      HOME discardOOB (Ljava/io/FileDescriptor;)Z fd
      HOME getIntOption0 (Ljava/io/FileDescriptor;ZII)I fd val val val
      HOME getInterface4 (Ljava/io/FileDescriptor;)I fd
      HOME getInterface6 (Ljava/io/FileDescriptor;)I fd
      HOME joinOrDrop4 (ZLjava/io/FileDescriptor;III)I val fd val val val
      HOME joinOrDrop6 (ZLjava/io/FileDescriptor;[BI[B)I val fd val val val
      HOME listen (Ljava/io/FileDescriptor;I)V fd val
      HOME localInetAddress (Ljava/io/FileDescriptor;)Ljava/net/InetAddress; fd
      HOME localPort (Ljava/io/FileDescriptor;)I fd
      HOME poll (Ljava/io/FileDescriptor;IJ)I fd val val
      HOME pollConnect (Ljava/io/FileDescriptor;J)Z fd val
      HOME remoteInetAddress (Ljava/io/FileDescriptor;)Ljava/net/InetAddress; fd
      HOME remotePort (Ljava/io/FileDescriptor;)I fd
      HOME sendOOB (Ljava/io/FileDescriptor;B)I fd val
      HOME setIntOption0 (Ljava/io/FileDescriptor;ZIIIZ)V fd val val val val val
      HOME setInterface4 (Ljava/io/FileDescriptor;I)V fd val
      HOME setInterface6 (Ljava/io/FileDescriptor;I)V fd val
      HOME shutdown (Ljava/io/FileDescriptor;I)V fd val
      HOME socket0 (ZZZZ)I val val val val = no

      class sun.nio.ch.PollSelectorImpl # selectors by poll(2) are not served away from home
      REFUSE poll (JII)I

      class sun.nio.ch.SocketDispatcher
      HOME read0 (Ljava/io/FileDescriptor;JI)I fd mem-out val
      HOME readv0 (Ljava/io/FileDescriptor;JI)J fd iov-out val
      HOME write0 (Ljava/io/FileDescriptor;JI)I fd mem-in val
      HOME writev0 (Ljava/io/FileDescriptor;JI)J fd iov-in val

      class sun.nio.ch.UnixAsynchronousSocketChannelImpl
      HOME checkConnect (I)V num

      class sun.nio.ch.UnixDomainSockets
      HOME accept0 (Ljava/io/FileDescriptor;Ljava/io/FileDescriptor;[Ljava/lang/Object;)I fd fd+ filled
      HOME bind0 (Ljava/io/FileDescriptor;[B)V fd val
      HOME connect0 (Ljava/io/FileDescriptor;[B)I fd val
      HOME localAddress0 (Ljava/io/FileDescriptor;)[B fd
      HOME socket0 ()I = no
      """;

  private NetworkCalls() {}
}

package org.mosix.link.message;

import com.esotericsoftware.kryo.io.Input;

/** The messages by the byte that stands for them on the wire. Numbers are never used again for something else. */
enum MessageType {
  REGISTER(1, Register.class, Register::read),
  STATUS(2, Status.class, Status::read),
  MOVE_RESULT(3, MoveResult.class, MoveResult::read),
  CALLS_REPORT(4, CallsReport.class, CallsReport::read),
  RESERVE_AT(5, ReserveAt.class, ReserveAt::read),
  WELCOME(10, Welcome.class, Welcome::read),
  MOVE_REQUEST(11, MoveRequest.class, MoveRequest::read),
  STATUS_REQUEST(12, StatusRequest.class, StatusRequest::read),
  SHUTDOWN(13, Shutdown.class, Shutdown::read),
  CALLS_REQUEST(14, CallsRequest.class, CallsRequest::read),
  RESERVE_ANSWER(15, ReserveAnswer.class, ReserveAnswer::read),
  MIGRATE(20, Migrate.class, Migrate::read),
  LIST_PROCESSES(21, ListProcesses.class, ListProcesses::read),
  NODE_STATUS(22, NodeStatus.class, NodeStatus::read),
  STOP_DAEMON(23, StopDaemon.class, StopDaemon::read),
  ADMINISTER(24, Administer.class, Administer::read),
  PROCESS_LIST(30, ProcessList.class, ProcessList::read),
  NODE_REPORT(31, NodeReport.class, NodeReport::read),
  FAILURE(32, Failure.class, Failure::read),
  RECORDS(33, Records.class, Records::read),
  RESERVE(40, Reserve.class, Reserve::read),
  RESERVED(41, Reserved.class, Reserved::read),
  REFUSED(42, Refused.class, Refused::read),
  ALIVE_QUERY(43, AliveQuery.class, AliveQuery::read),
  ALIVE_ANSWER(44, AliveAnswer.class, AliveAnswer::read);

  interface Reader {
    Message read(Input in) throws BadMessageException;
  }

  private static final MessageType[] BY_CODE = new MessageType[64];
  private static final ClassValue<MessageType> BY_CLASS = new ClassValue<>() {
    @Override
    protected MessageType computeValue(Class<?> type) {
      for (MessageType candidate : values()) {
        if (candidate.message == type) {
          return candidate;
        }
      }
      throw new IllegalArgumentException(type.getName() + " has no code (expected: a message of this package)");
    }
  };

  static {
    for (MessageType type : values()) {
      BY_CODE[type.code] = type;
    }
  }

  final byte code;
  final Reader reader;
  private final Class<? extends Message> message;

  MessageType(int code, Class<? extends Message> message, Reader reader) {
    this.code = (byte) code;
    this.message = message;
    this.reader = reader;
  }

  static MessageType of(Message message) {
    return BY_CLASS.get(message.getClass());
  }

  static MessageType of(byte code) throws BadMessageException {
    if (code < 0 || code >= BY_CODE.length || BY_CODE[code] == null) {
      throw new BadMessageException("message of type " + code + " (expected: one of version " + Messages.VERSION + ")");
    }
    return BY_CODE[code];
  }
}

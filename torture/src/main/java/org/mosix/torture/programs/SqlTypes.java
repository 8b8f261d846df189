package org.mosix.torture.programs;

import java.sql.Connection;
import java.sql.Date;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Properties;

/** java.sql's date, time and timestamp types, and a DriverManager with a driver of the program. */
public final class SqlTypes {
  static final class Own implements Driver {
    @Override
    public Connection connect(String url, Properties info) {
      Work.spin(1);
      return (Connection) java.lang.reflect.Proxy.newProxyInstance(SqlTypes.class.getClassLoader(), new Class<?>[] {Connection.class},
          (self, method, arguments) -> method.getName().equals("getCatalog") ? url + Work.spin(2) % 10 : null);
    }

    @Override
    public boolean acceptsURL(String url) {
      return url.startsWith("own:");
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
      return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
      return 1;
    }

    @Override
    public int getMinorVersion() {
      return 0;
    }

    @Override
    public boolean jdbcCompliant() {
      return false;
    }

    @Override
    public java.util.logging.Logger getParentLogger() {
      return java.util.logging.Logger.getGlobal();
    }
  }

  public static void main(String[] args) throws Exception {
    Own driver = new Own();
    DriverManager.registerDriver(driver);
    Timestamp kept = Timestamp.valueOf("2024-02-29 12:34:56.789012345");
    Rounds.equal(args, "types", () -> {
      Check.same("driver", driver, DriverManager.getDriver("own:a"));
      SQLException chain = new SQLException("first", "08001", 7);
      chain.setNextException(new SQLException("second"));
      return kept.toString() + kept.getNanos() + Date.valueOf("2024-03-01").toLocalDate() + Time.valueOf("01:02:03")
          + DriverManager.getConnection("own:b").getCatalog() + chain.getErrorCode() + chain.getNextException().getMessage();
    });
  }
}

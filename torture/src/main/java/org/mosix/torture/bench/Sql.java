package org.mosix.torture.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** H2 in memory: inserts, an indexed join with grouping, updates. */
public final class Sql {

  private static final int ROWS = 1_500;

  private Sql() {}

  public static void main(String[] args) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:bench")) {
      Stopwatch.time(() -> {
        try {
          return work(connection);
        } catch (SQLException e) {
          throw new IllegalStateException(e);
        }
      });
    }
  }

  private static long work(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("drop table if exists item");
      statement.execute("create table item(id int primary key, kind int, price int, name varchar(30))");
      statement.execute("create index by_kind on item(kind)");
    }
    try (PreparedStatement insert = connection.prepareStatement("insert into item values(?, ?, ?, ?)")) {
      for (int id = 0; id < ROWS; id++) {
        insert.setInt(1, id);
        insert.setInt(2, id % 37);
        insert.setInt(3, id * 7919 % 1000);
        insert.setString(4, "item " + id);
        insert.executeUpdate();
      }
    }
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("update item set price = price + kind where kind < 20");
      try (ResultSet result = statement.executeQuery("select sum(a.price * b.kind) from item a join item b on a.kind = b.kind "
          + "where a.name like '%3%' and b.price > 500")) {
        result.next();
        return result.getLong(1);
      }
    }
  }
}

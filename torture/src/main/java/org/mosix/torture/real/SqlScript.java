package org.mosix.torture.real;

import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;

/**
 * H2 on an embedded database file in the current directory: tables, indexes, inserts, joins, updates, a rollback, closing and opening.
 * Arguments: rows (4,000 when absent), rounds (10).
 */
public final class SqlScript {

  private static final String[] SCHEMA = {
    "create table customer(id int primary key, name varchar(40), city varchar(20))",
    "create table orders(id identity primary key, customer int references customer(id), amount decimal(12, 2), note varchar(100))",
    "create index by_city on customer(city)",
    "create index by_customer on orders(customer)"};

  private static final String[] SCRIPT = {
    "select city, count(*) n from customer group by city order by city",
    "select c.city, count(*) n, sum(o.amount) total, max(o.amount) most from customer c join orders o on o.customer = c.id "
        + "group by c.city having count(*) > 3 order by total desc",
    "select c.name, o.amount from customer c join orders o on o.customer = c.id where o.note like '%7%' and c.city = 'Bern' "
        + "order by o.amount desc, c.name limit 5",
    "update orders set amount = amount * 1.1 where customer in (select id from customer where city = 'Oslo')",
    "delete from orders where mod(id, 13) = 5",
    "with recursive n(i, total) as (select 1, cast(1 as bigint) union all select i + 1, total + i * i from n where i < 400) "
        + "select max(total) from n",
    "select count(*) n, sum(amount) total, min(note), max(note) from orders",
    "select a.city, b.city, count(*) from customer a join customer b on a.name < b.name and substring(a.name, 1, 2) = "
        + "substring(b.name, 3, 2) group by a.city, b.city order by 3 desc, 1, 2 limit 4"};

  private static final String[] CITIES = {"Bern", "Oslo", "Riga", "Graz", "Lyon", "Cork", "Bari"};

  private SqlScript() {}

  public static void main(String[] args) throws SQLException, IOException {
    int rows = args.length > 0 ? Integer.parseInt(args[0]) : 4_000;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 10;
    for (int round = 0; round < rounds; round++) {
      try (Connection connection = DriverManager.getConnection("jdbc:h2:./database" + round + ";MAX_LENGTH_INPLACE_LOB=100", "sa", "")) {
        fill(connection, rows, round);
        for (String sql : SCRIPT) {
          run(connection, sql);
        }
        rollBack(connection);
      }
      // Opened again, everything that was committed is there.
      try (Connection connection = DriverManager.getConnection("jdbc:h2:./database" + round, "sa", "")) {
        run(connection, SCRIPT[6]);
        run(connection, "analyze");
      }
    }
    System.out.println("ok");
  }

  private static void fill(Connection connection, int rows, int seed) throws SQLException {
    Random random = new Random(seed);
    try (Statement statement = connection.createStatement()) {
      for (String sql : SCHEMA) {
        statement.execute(sql);
      }
    }
    try (PreparedStatement customer = connection.prepareStatement("insert into customer values(?, ?, ?)");
        PreparedStatement order = connection.prepareStatement("insert into orders(customer, amount, note) values(?, ?, ?)")) {
      for (int id = 0; id < rows / 8; id++) {
        customer.setInt(1, id);
        customer.setString(2, Integer.toString(random.nextInt(1_000_000), 36));
        customer.setString(3, CITIES[random.nextInt(CITIES.length)]);
        customer.executeUpdate();
      }
      for (int id = 0; id < rows; id++) {
        order.setInt(1, random.nextInt(rows / 8));
        order.setBigDecimal(2, BigDecimal.valueOf(random.nextInt(100_000), 2));
        order.setString(3, "note " + random.nextInt(1_000) + " of " + id);
        order.executeUpdate();
      }
    }
  }

  private static void rollBack(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    run(connection, "delete from orders");
    run(connection, "select count(*) from orders");
    connection.rollback();
    connection.setAutoCommit(true);
    run(connection, "select count(*) from orders");
  }

  private static void run(Connection connection, String sql) throws SQLException {
    System.out.println("> " + sql);
    try (Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        System.out.println(statement.getUpdateCount() + " rows changed");
        return;
      }
      try (ResultSet result = statement.getResultSet()) {
        ResultSetMetaData columns = result.getMetaData();
        while (result.next()) {
          StringBuilder row = new StringBuilder();
          for (int c = 1; c <= columns.getColumnCount(); c++) {
            row.append(c == 1 ? "" : " | ").append(result.getString(c));
          }
          System.out.println(row);
        }
      }
    }
  }
}

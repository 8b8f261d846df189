package org.mosix.torture.programs;

import java.util.PriorityQueue;

/** PriorityQueue with a comparator of the program called from within, and elements that compare themselves. */
public final class PriorityQueues {
  record Job(int priority, String name) implements Comparable<Job> {
    @Override
    public int compareTo(Job other) {
      Work.spin(priority);
      return priority != other.priority ? Integer.compare(priority, other.priority) : name.compareTo(other.name);
    }
  }

  static String round() {
    PriorityQueue<Job> jobs = new PriorityQueue<>();
    PriorityQueue<int[]> pairs = new PriorityQueue<>(3, (a, b) -> Work.spin(a[0]) == 0 ? 0 : Integer.compare(b[0] * 100 + b[1], a[0] * 100 + a[1]));
    for (int n = 0; n < 40; n++) {
      jobs.add(new Job(n * 7 % 11, "job " + n));
      pairs.add(new int[] {n % 5, n});
    }
    jobs.removeIf(job -> Work.spin(job.priority()) % 3 == 0);
    StringBuilder out = new StringBuilder();
    while (!jobs.isEmpty()) {
      out.append(jobs.poll().name().substring(4)).append(' ');
    }
    out.append('|');
    while (pairs.size() > 20) {
      out.append(pairs.poll()[1]).append(' ');
    }
    return out.toString();
  }

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "order", () -> round());
  }
}

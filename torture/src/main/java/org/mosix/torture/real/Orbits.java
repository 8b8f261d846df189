package org.mosix.torture.real;

import org.apache.commons.math3.ode.FirstOrderDifferentialEquations;
import org.apache.commons.math3.ode.events.EventHandler;
import org.apache.commons.math3.ode.nonstiff.DormandPrince853Integrator;
import org.apache.commons.math3.ode.sampling.StepHandler;
import org.apache.commons.math3.ode.sampling.StepInterpolator;

/**
 * Commons Math: the Arenstorf orbit of a satellite between earth and moon, integrated with events and dense output, to the last bit.
 * Argument: how many times around (300 when absent).
 */
public final class Orbits {

  private static final double MOON = 0.012277471;
  private static final double PERIOD = 17.0652165601579625588917206249;
  private static final double[] START = {0.994, 0, 0, -2.00158510637908252240537862224};

  private Orbits() {}

  public static void main(String[] args) {
    int orbits = args.length > 0 ? Integer.parseInt(args[0]) : 300;
    for (int orbit = 0; orbit < orbits; orbit++) {
      integrate(orbit, 1e-14 * (1 + orbit % 3));
    }
    System.out.println("ok");
  }

  private static void integrate(int orbit, double tolerance) {
    DormandPrince853Integrator integrator = new DormandPrince853Integrator(1e-12, 10, tolerance, tolerance);
    int[] crossings = new int[1];
    long[] digest = new long[1];
    integrator.addEventHandler(new AxisCrossing(crossings), 0.01, 1e-10, 200);
    integrator.addStepHandler(new Sampler(digest));
    double[] end = new double[4];
    for (int repeat = 0; repeat < 20; repeat++) {
      integrator.integrate(new Satellite(), 0, START, PERIOD, end);
    }
    System.out.printf("orbit %d: %s %s, %d evaluations, %d crossings, %x%n", orbit, Double.toHexString(end[0]), Double.toHexString(end[1]),
        integrator.getEvaluations(), crossings[0], digest[0]);
  }

  private static final class Satellite implements FirstOrderDifferentialEquations {
    @Override
    public int getDimension() {
      return 4;
    }

    @Override
    public void computeDerivatives(double t, double[] y, double[] derivatives) {
      double d1 = Math.pow((y[0] + MOON) * (y[0] + MOON) + y[1] * y[1], 1.5);
      double d2 = Math.pow((y[0] - 1 + MOON) * (y[0] - 1 + MOON) + y[1] * y[1], 1.5);
      derivatives[0] = y[2];
      derivatives[1] = y[3];
      derivatives[2] = y[0] + 2 * y[3] - (1 - MOON) * (y[0] + MOON) / d1 - MOON * (y[0] - 1 + MOON) / d2;
      derivatives[3] = y[1] - 2 * y[2] - (1 - MOON) * y[1] / d1 - MOON * y[1] / d2;
    }
  }

  private record AxisCrossing(int[] count) implements EventHandler {
    @Override
    public void init(double t0, double[] y0, double t) {}

    @Override
    public double g(double t, double[] y) {
      return y[1];
    }

    @Override
    public Action eventOccurred(double t, double[] y, boolean increasing) {
      count[0]++;
      return Action.CONTINUE;
    }

    @Override
    public void resetState(double t, double[] y) {}
  }

  private record Sampler(long[] digest) implements StepHandler {
    @Override
    public void init(double t0, double[] y0, double t) {}

    @Override
    public void handleStep(StepInterpolator interpolator, boolean isLast) {
      interpolator.setInterpolatedTime((interpolator.getPreviousTime() + interpolator.getCurrentTime()) / 2);
      for (double value : interpolator.getInterpolatedState()) {
        digest[0] = digest[0] * 31 + Double.doubleToLongBits(value);
      }
    }
  }
}

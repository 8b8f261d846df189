package org.mosix.tools.top.keys;

import java.util.Optional;
import org.mosix.tools.top.model.Order;
import org.mosix.tools.top.model.View;

/**
 * What a key leads to.
 *
 * @param view from now on
 * @param order to carry out
 * @param quit the user has seen enough
 */
public record Reaction(View view, Optional<Order> order, boolean quit) {

  static Reaction show(View view) {
    return new Reaction(view, Optional.empty(), false);
  }

  static Reaction carryOut(View view, Order order) {
    return new Reaction(view, Optional.of(order), false);
  }

  static Reaction quit(View view) {
    return new Reaction(view, Optional.empty(), true);
  }
}

package org.mosix.torture.programs;

import java.beans.Introspector;
import java.beans.PropertyChangeSupport;
import java.beans.PropertyDescriptor;
import java.beans.PropertyVetoException;
import java.beans.VetoableChangeSupport;

/** JavaBeans: property change support with listeners that work and vetoes, introspection of properties. */
public final class Beans {
  private final PropertyChangeSupport changes = new PropertyChangeSupport(this);
  private final VetoableChangeSupport vetoes = new VetoableChangeSupport(this);
  private int size;

  public int getSize() {
    return size;
  }

  public void setSize(int size) throws PropertyVetoException {
    vetoes.fireVetoableChange("size", this.size, size);
    int old = this.size;
    this.size = size;
    changes.firePropertyChange("size", old, size);
  }

  static String round(Beans bean, StringBuilder seen) throws Exception {
    seen.setLength(0);
    bean.size = 0;
    for (int n = 1; n <= 10; n++) {
      bean.setSize(n / 2);
    }
    try {
      bean.setSize(100);
      Check.fail("no veto");
    } catch (PropertyVetoException e) {
      seen.append(e.getMessage());
    }
    for (PropertyDescriptor property : Introspector.getBeanInfo(Beans.class, Object.class).getPropertyDescriptors()) {
      seen.append(property.getName()).append(property.getReadMethod().invoke(bean));
    }
    return seen.toString();
  }

  public static void main(String[] args) throws Exception {
    Beans bean = new Beans();
    StringBuilder seen = new StringBuilder();
    bean.changes.addPropertyChangeListener("size", e -> seen.append(e.getOldValue()).append("->").append(e.getNewValue()).append(Work.spin(1) & 1));
    bean.vetoes.addVetoableChangeListener(e -> {
      Work.spin(2);
      if ((Integer) e.getNewValue() > 50) {
        throw new PropertyVetoException("too large", e);
      }
    });
    Rounds.equal(args, "changes", () -> round(bean, seen));
  }
}

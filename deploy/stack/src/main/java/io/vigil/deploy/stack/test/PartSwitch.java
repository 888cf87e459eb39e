package io.vigil.deploy.stack.test;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.junit.jupiter.api.Assumptions;

/**
 * Stops a part of this test JVM and starts it again, on the same port and data. By the JVM's own beans, since what started
 * it and the tests live in different class loaders.
 */
public final class PartSwitch {
    private static final MBeanServer BEANS = ManagementFactory.getPlatformMBeanServer();

    private PartSwitch() {}

    /** What can be done to a part. */
    public interface Turned {
        void stop();

        void start();
    }

    static void offer(String part, Turned turned) {
        try {
            BEANS.registerMBean(new StandardMBean(turned, Turned.class), name(part));
        } catch (JMException refused) {
            throw new IllegalStateException("cannot offer to stop " + part, refused);
        }
    }

    /** Returns when its process has ended; a test on a part that somebody else runs is skipped. */
    public static void stop(String part) {
        turn(part, "stop");
    }

    /** Returns when it answers again. */
    public static void start(String part) {
        turn(part, "start");
    }

    private static void turn(String part, String way) {
        try {
            Assumptions.assumeTrue(BEANS.isRegistered(name(part)), part + " runs elsewhere and cannot be stopped");
            BEANS.invoke(name(part), way, /* arguments */ null, /* signature */ null);
        } catch (JMException failed) {
            throw new IllegalStateException("cannot %s %s".formatted(way, part), failed);
        }
    }

    private static ObjectName name(String part) throws JMException {
        return new ObjectName("io.vigil:type=Part,name=" + part);
    }
}

package io.vigil.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.ext.web.Router;
import io.vigil.contracts.TenantId;
import io.vigil.gateway.test.OnKeycloak;
import io.vigil.gateway.test.Visitor;
import io.vigil.gateway.test.World;
import io.vigil.tenancy.Role;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * No page, form, stream, download or export of a customer opens to who is not inside. They are read from the classes and
 * from the router: a new one is tried here without a line being written.
 */
@OnKeycloak
class EveryPageIT {
    private static final String SLUG = "tidewater";

    /** One address of the portal, filled with ids that exist. */
    private record Door(String verb, String path) {
        @Override
        public String toString() {
            return verb + " " + path;
        }
    }

    @Inject
    World world;

    @Inject
    Estate estate;

    @Inject
    Router router;

    private TenantId tenant = TenantId.of("00000000-0000-0000-0000-000000000000");

    @BeforeEach
    void customers() {
        tenant = estate.tidewater();
    }

    private Map<String, Supplier<Visitor>> strangers() {
        Map<String, Supplier<Visitor>> strangers = new LinkedHashMap<>();
        strangers.put("nobody", world::visitor);
        strangers.put("no tenant", () -> {
            world.nobody(World.VERA);
            return world.signedIn(World.VERA, "Vera");
        });
        for (Role role : List.of(Role.VIEWER, Role.AUDITOR, Role.OPERATOR, Role.ADMIN))
            strangers.put(role + " of another customer", () -> {
                world.member(World.VERA, "halden", role);
                return world.signedIn(World.VERA, "Vera");
            });
        for (Role role : List.of(Role.MSP_VIEWER, Role.MSP_ANALYST, Role.MSP_ADMIN)) {
            strangers.put(role + " without a grant", () -> {
                world.provider(World.NADIA, role);
                return world.signedIn(World.NADIA, "Nadia");
            });
            strangers.put(role + " with a grant of another customer", () -> {
                world.inside(World.NADIA, role, "halden");
                return world.signedIn(World.NADIA, "Nadia");
            });
        }
        strangers.put("MSP_ANALYST whose grant was just revoked", this::justRevoked);
        strangers.put("ADMIN who was just removed", () -> {
            world.member(World.VERA, SLUG, Role.ADMIN);
            Visitor removed = world.signedIn(World.VERA, "Vera");
            assertThat(removed.get("/t/" + SLUG + "/posture").statusCode()).isEqualTo(200);
            world.lower(World.VERA, "halden", Role.ADMIN);
            return closed(removed);
        });
        return strangers;
    }

    private Visitor justRevoked() {
        world.inside(World.NADIA, Role.MSP_ANALYST, SLUG);
        Visitor revoked = world.signedIn(World.NADIA, "Nadia");
        assertThat(revoked.get("/t/" + SLUG + "/posture").statusCode()).isEqualTo(200);
        world.outside(World.NADIA);
        return closed(revoked);
    }

    /** What was known of the person may be half a second old. */
    private static Visitor closed(Visitor visitor) {
        await().until(() -> visitor.get("/t/" + SLUG + "/posture").statusCode() != 200);
        return visitor;
    }

    @Test
    void nothingOfACustomerOpensToAStranger() {
        // Given
        List<Door> doors = doors("/t/{slug}");
        Map<String, Supplier<Visitor>> strangers = strangers();
        // When
        List<String> leaks = leaks(doors, strangers, "/tenants/" + tenant);
        // Then
        System.out.printf(
                "EveryPageIT: %d pages, forms, streams and downloads x %d identities = %d requests, %d leaks%n",
                doors.size(), strangers.size(), doors.size() * strangers.size(), leaks.size());
        assertThat(leaks).isEmpty();
    }

    /** Whoever belongs to a customer, be it as its administrator, learns nothing of the others. */
    @Test
    void nothingOfTheProviderOpensToACustomer() {
        // Given
        List<Door> doors = doors("/fleet");
        Map<String, Supplier<Visitor>> customers = new LinkedHashMap<>();
        customers.put("nobody", world::visitor);
        customers.put("no tenant", () -> {
            world.nobody(World.VERA);
            return world.signedIn(World.VERA, "Vera");
        });
        for (Role role : List.of(Role.VIEWER, Role.AUDITOR, Role.OPERATOR, Role.ADMIN))
            customers.put(role + " of a customer", () -> {
                world.member(World.VERA, SLUG, role);
                return world.signedIn(World.VERA, "Vera");
            });
        customers.put("ADMIN of another customer", () -> {
            world.member(World.VERA, "halden", Role.ADMIN);
            return world.signedIn(World.VERA, "Vera");
        });
        // When
        List<String> leaks = leaks(doors, customers, "/(fleet|msp|operations|tenants/[0-9a-f-]+)");
        // Then
        System.out.printf(
                "EveryPageIT: %d pages and forms of the provider x %d identities = %d requests, %d leaks%n",
                doors.size(), customers.size(), doors.size() * customers.size(), leaks.size());
        assertThat(doors)
                .extracting(Door::path)
                .contains("/fleet", "/fleet/pack", "/fleet/responsibility", "/fleet/triage", "/fleet/tidewater/enter")
                .hasSizeGreaterThan(12);
        assertThat(leaks).isEmpty();
    }

    /** @param secret begins the path at a service that nobody of these may ask for */
    private List<String> leaks(List<Door> doors, Map<String, Supplier<Visitor>> strangers, String secret) {
        List<String> leaks = new ArrayList<>();
        strangers.forEach((who, sent) -> {
            Visitor visitor = sent.get();
            world.tenantService().forgetAsked();
            world.reportService().forgetAsked();
            for (Door door : doors) {
                HttpResponse<String> answer = open(visitor, door);
                if (!isShut(answer)) leaks.add("%s: %s answered %d".formatted(who, door, answer.statusCode()));
            }
            Stream.of(world.tenantService(), world.reportService())
                    .flatMap(service -> service.asked().stream())
                    .filter(asked -> asked.path().matches(secret + "(/.*)?"))
                    .forEach(asked -> leaks.add("%s: a service was asked for %s".formatted(who, asked.path())));
        });
        return leaks;
    }

    @Test
    void theDoorsAreAllThere() {
        assertThat(doors("/t/{slug}"))
                .extracting(Door::path)
                .contains(
                        "/t/tidewater/posture",
                        "/t/tidewater/findings.csv",
                        "/t/tidewater/findings/export",
                        "/t/tidewater/settings/audit/tenants/export",
                        "/t/tidewater/audits/" + Estate.RUNNING + "/content",
                        "/t/tidewater/audits/" + Estate.RUNNING + "/time",
                        "/t/tidewater/scans/" + Estate.RUNNING + "/progress")
                .hasSizeGreaterThan(40);
    }

    /** Not there, or the way to where one may ask to be let in. */
    private static boolean isShut(HttpResponse<String> answer) {
        return switch (answer.statusCode()) {
            case 401, 404 -> !answer.body().contains("tidewater-prod");
            case 303 -> {
                String to = Visitor.location(answer).getPath();
                yield to.equals("/login") || to.equals("/fleet/" + SLUG + "/enter");
            }
            default -> false;
        };
    }

    private static HttpResponse<String> open(Visitor visitor, Door door) {
        return door.verb().equals("GET")
                ? visitor.get(door.path())
                : visitor.post(door.path(), Map.of("csrf", visitor.csrf(), "account", Estate.ACCOUNT));
    }

    private List<Door> doors(String below) {
        List<Door> doors = new ArrayList<>();
        for (Class<?> page : pages()) {
            String at = page.getAnnotation(Path.class).value().replaceFirst("^(?!/)", "/");
            for (Method method : page.getDeclaredMethods()) {
                String verb = verb(method);
                if (verb.isEmpty()) continue;
                Path further = method.getAnnotation(Path.class);
                String path =
                        further == null ? at : at + (further.value().startsWith("/") ? "" : "/") + further.value();
                if (path.startsWith(below)) doors.add(new Door(verb, filled(path)));
            }
        }
        router.getRoutes().stream()
                .filter(route -> route.isRegexPath()
                        && below.startsWith("/t/")
                        && String.valueOf(route.getName()).startsWith("/t/"))
                .forEach(route -> doors.add(new Door("GET", matched(route.getName()))));
        return doors;
    }

    private static String verb(Method method) {
        if (method.isAnnotationPresent(GET.class)) return "GET";
        if (method.isAnnotationPresent(POST.class)) return "POST";
        assertThat(method.isAnnotationPresent(PUT.class) || method.isAnnotationPresent(DELETE.class))
                .as("%s is no GET and no POST, the only ones that pages know", method)
                .isFalse();
        return "";
    }

    private static String filled(String template) {
        return template.replace("{slug}", SLUG)
                .replace("/fleet/{customer}/enter", "/fleet/" + SLUG + "/enter")
                .replace("{account}", template.contains("/tokens/") ? Estate.FINISHED : Estate.ACCOUNT)
                .replace("{token}", "vgl_k3v5x2aq7m")
                .replaceAll("\\{[^}]+}", Estate.RUNNING);
    }

    /** An address that the pattern of a stream takes. */
    private static String matched(String pattern) {
        return pattern.replace("([a-z0-9-]+)", SLUG)
                .replace("([0-9]{12})", Estate.ACCOUNT)
                .replaceAll("\\(\\[0-9a-f]\\{8}[^)]*\\)", Estate.RUNNING)
                .replace("()", "")
                .replace("\\.", ".");
    }

    private static List<Class<?>> pages() {
        var classes = java.nio.file.Path.of("target/classes");
        try (Stream<java.nio.file.Path> files = Files.walk(classes.resolve("io/vigil/gateway"))) {
            return files.map(file -> classes.relativize(file).toString())
                    .filter(name -> name.endsWith(".class") && !name.contains("$"))
                    .map(name -> name.replace('/', '.').replaceAll("\\.class$", ""))
                    .<Class<?>>map(EveryPageIT::load)
                    .filter(type -> type.isAnnotationPresent(Path.class))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, Thread.currentThread().getContextClassLoader());
        } catch (ClassNotFoundException gone) {
            throw new IllegalStateException(gone);
        }
    }
}

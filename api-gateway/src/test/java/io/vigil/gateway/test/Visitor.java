package io.vigil.gateway.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without a window: keeps cookies, posts forms, and follows a redirect only when told. */
public final class Visitor {
    private static final Pattern COOKIE = Pattern.compile("([^=]+)=([^;]*).*");
    private static final Pattern PATH = Pattern.compile("(?i); *path=([^;]*)");
    private static final Pattern GONE = Pattern.compile("(?i)max-age=0");
    private static final Pattern FORM = Pattern.compile("<form[^>]*action=\"([^\"]+)\"");

    private final URI home;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private String csrf = "";

    Visitor(URI home) {
        this.home = home;
    }

    Visitor withCookie(String name, String value, String itsCsrf) {
        cookies.put("/ " + name, value);
        csrf = itsCsrf;
        return this;
    }

    /** The secret of the session that this visitor was given; empty after a login of its own. */
    public String csrf() {
        return csrf;
    }

    public String cookie(String name) {
        return cookies.getOrDefault("/ " + name, "");
    }

    /** Names of the cookies that go with a request to the path. */
    public List<String> cookiesOf(String path) {
        return cookies.keySet().stream()
                .filter(cookie -> path.startsWith(cookie.split(" ")[0]))
                .map(cookie -> cookie.split(" ")[1])
                .toList();
    }

    /** By path and name. Loopback is safe for a browser, so the mark of TLS counts for nothing here. */
    private void keep(HttpResponse<?> answer) {
        for (String given : answer.headers().allValues("Set-Cookie")) {
            Matcher cookie = COOKIE.matcher(given);
            if (!cookie.matches()) throw new IllegalArgumentException("no cookie: " + given);
            Matcher path = PATH.matcher(given);
            String key = (path.find() ? path.group(1) : "/") + " " + cookie.group(1);
            if (GONE.matcher(given).find()) cookies.remove(key);
            else cookies.put(key, cookie.group(2));
        }
    }

    private String cookieHeader(String path) {
        return cookies.entrySet().stream()
                .filter(cookie -> path.startsWith(cookie.getKey().split(" ")[0]))
                .map(cookie -> cookie.getKey().split(" ")[1] + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    public HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    /** As a form of a page is posted: with the session's secret. */
    public HttpResponse<String> submit(String path, Map<String, String> fields) {
        Map<String, String> signed = new LinkedHashMap<>(fields);
        signed.put("csrf", csrf);
        return post(path, signed);
    }

    public HttpResponse<String> post(String path, Map<String, String> form, String... headers) {
        return send(request(path, headers)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(form))));
    }

    /** As a form with files is posted, with the session's secret; each file's name stands in it as it is. */
    public HttpResponse<String> upload(String path, Map<String, String> fields, Map<String, byte[]> files) {
        String boundary = "----what-parts-them";
        var body = new ByteArrayOutputStream();
        Map<String, String> signed = new LinkedHashMap<>(fields);
        signed.put("csrf", csrf);
        signed.forEach(
                (name, value) -> part(body, boundary, "name=\"" + name + "\"", value.getBytes(StandardCharsets.UTF_8)));
        files.forEach((name, content) -> part(
                body,
                boundary,
                "name=\"evidence\"; filename=\"" + name + "\"\r\nContent-Type: application/octet-stream",
                content));
        body.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return send(request(path)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofByteArray(body.toByteArray())));
    }

    private static void part(ByteArrayOutputStream body, String boundary, String what, byte[] content) {
        body.writeBytes("--%s\r\nContent-Disposition: form-data; %s\r\n\r\n"
                .formatted(boundary, what)
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }

    public HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(home.resolve(path)).timeout(Duration.ofSeconds(20));
        if (headers.length > 0) request.headers(headers);
        String kept = cookieHeader(home.resolve(path).getPath());
        if (!kept.isEmpty() && !List.of(headers).contains("Cookie")) request.header("Cookie", kept);
        return request;
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        return send(request, BodyHandlers.ofString());
    }

    public <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> reader) {
        try {
            HttpResponse<T> answer = http.send(request.build(), reader);
            keep(answer);
            return answer;
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** Follows redirects until something else comes. */
    public HttpResponse<String> follow(HttpResponse<String> answer) {
        HttpResponse<String> here = answer;
        for (int hops = 0; here.statusCode() / 100 == 3 && hops < 10; hops++)
            here = get(location(here).toString());
        return here;
    }

    public static URI location(HttpResponse<?> answer) {
        return answer.uri().resolve(answer.headers().firstValue("Location").orElseThrow());
    }

    /** Through Keycloak's pages; gives the answer that sets the session's cookie. */
    public HttpResponse<String> signIn(String user, String password, String to) {
        HttpResponse<String> answer = identify(user, password, to);
        while (answer.statusCode() / 100 == 3
                && answer.headers().allValues("Set-Cookie").stream()
                        .noneMatch(cookie -> cookie.startsWith("vigil_session=")))
            answer = get(location(answer).toString());
        return answer;
    }

    /** Until Keycloak sends the person back. It asks for the name first: the organization could have a login of its own. */
    public HttpResponse<String> identify(String user, String password, String to) {
        HttpResponse<String> name = follow(get("/login?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8)));
        assertThat(name.statusCode()).as(name.body()).isEqualTo(200);
        HttpResponse<String> secret = post(action(name.body()), Map.of("username", user));
        assertThat(secret.body()).contains("name=\"password\"");
        return post(action(secret.body()), Map.of("password", password, "credentialId", ""));
    }

    public static String action(String page) {
        Matcher form = FORM.matcher(page);
        assertThat(form.find()).as(page).isTrue();
        return form.group(1).replace("&amp;", "&");
    }

    public static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}

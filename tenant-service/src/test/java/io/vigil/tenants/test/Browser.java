package io.vigil.tenants.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Walks through Keycloak's pages: keeps cookies, posts forms, and stops where it would leave Keycloak. */
public final class Browser {
    /** Where the portal would be; nobody is there. */
    private static final String BACK = "http://127.0.0.1:9/login/callback";

    private static final Pattern FORM = Pattern.compile("(?i)<form[^>]*action=\"([^\"]+)\"");
    private static final Pattern CARRIED = Pattern.compile(
            "(?i)<input type=\"hidden\" name=\"(SAMLRequest|SAMLResponse|RelayState)\" value=\"([^\"]*)\"");

    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Where the person is by now, and whether that is past the login. */
    public record Page(URI address, String body) {
        public boolean isIn() {
            return address.toString().startsWith(BACK) && address.toString().contains("code=");
        }
    }

    /** @param realm the address of the realm */
    public Page login(String realm) {
        return go(HttpRequest.newBuilder(URI.create(realm + "/protocol/openid-connect/auth?"
                + form(Map.of(
                        "client_id", "vigil-portal",
                        "response_type", "code",
                        "scope", "openid organization:*",
                        "code_challenge_method", "S256",
                        "code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
                        "redirect_uri", BACK)))));
    }

    public Page fill(Page page, Map<String, String> fields) {
        Matcher form = FORM.matcher(page.body());
        if (!form.find()) throw new AssertionError("no form at " + page.address() + ": " + page.body());
        return go(posting(page.address(), form.group(1), fields));
    }

    private static HttpRequest.Builder posting(URI from, String action, Map<String, String> fields) {
        return HttpRequest.newBuilder(from.resolve(action.replace("&amp;", "&")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(fields)));
    }

    /** Follows redirects, and the forms that a script would send on, to a page or out of Keycloak. */
    private Page go(HttpRequest.Builder request) {
        Page page = redirected(request);
        Map<String, String> carried = carried(page.body());
        while (carried.containsKey("SAMLRequest") || carried.containsKey("SAMLResponse")) {
            Matcher form = FORM.matcher(page.body());
            if (!form.find()) throw new AssertionError("no form at " + page.address());
            page = redirected(posting(page.address(), form.group(1), carried));
            carried = carried(page.body());
        }
        return page;
    }

    private static Map<String, String> carried(String body) {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher field = CARRIED.matcher(body);
        while (field.find())
            fields.put(field.group(1), field.group(2).replace("&#xa;", "\n").replace("&#43;", "+"));
        return fields;
    }

    private Page redirected(HttpRequest.Builder request) {
        HttpResponse<String> answer = send(request);
        while (answer.statusCode() / 100 == 3) {
            URI next =
                    answer.uri().resolve(answer.headers().firstValue("Location").orElseThrow());
            if (next.toString().startsWith(BACK)) return new Page(next, "");
            answer = send(HttpRequest.newBuilder(next));
        }
        return new Page(answer.uri(), answer.body());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        HttpRequest bare = request.build();
        String kept = cookies.entrySet().stream()
                .filter(cookie ->
                        bare.uri().getPath().startsWith(cookie.getKey().split(" ")[0]))
                .map(cookie -> cookie.getKey().split(" ")[1] + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
        if (!kept.isEmpty()) request.header("Cookie", kept);
        try {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            answer.headers().allValues("Set-Cookie").forEach(this::keep);
            return answer;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private void keep(String given) {
        Matcher path = Pattern.compile("(?i); *path=([^;]*)").matcher(given);
        String[] pair = given.split(";", 2)[0].split("=", 2);
        String key = (path.find() ? path.group(1) : "/") + " " + pair[0];
        if (given.toLowerCase(java.util.Locale.ROOT).contains("max-age=0")) cookies.remove(key);
        else cookies.put(key, pair[1]);
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}

package io.vigil.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrRangesTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            0.0.0.0/0, true
            ::/0, true
            2000::/3, true
            0.0.0.0/1 128.0.0.0/1, true
            0.0.0.0/2 64.0.0.0/2 128.0.0.0/2 192.0.0.0/3, true
            2000::/4 3000::/4, true
            0.0.0.0/2 0.0.0.0/2, false
            10.0.0.0/8 172.16.0.0/12 192.168.0.0/16, false
            203.0.113.7/32, false
            203.0.113.7, false
            fc00::/7, false
            2001:db8::/32, false
            """)
    void knowsTheInternetHoweverItIsWritten(String ranges, boolean internet) {
        assertThat(CidrRanges.coverInternet(List.of(ranges.split(" ")))).isEqualTo(internet);
    }

    @ParameterizedTest
    @ValueSource(strings = {"everywhere", "*", "10.0.0.0/33", "1.2.3", "0.0.0.0/0; drop"})
    void refusesWhatIsNoRange(String range) {
        assertThatThrownBy(() -> CidrRanges.coverInternet(List.of(range)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(range);
    }
}

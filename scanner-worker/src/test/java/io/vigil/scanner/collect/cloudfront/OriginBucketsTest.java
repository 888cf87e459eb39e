package io.vigil.scanner.collect.cloudfront;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginBucketsTest {
    @ParameterizedTest
    @CsvSource({
        "shop.s3.amazonaws.com, shop",
        "shop.s3.eu-central-1.amazonaws.com, shop",
        "shop.s3-eu-west-1.amazonaws.com, shop",
        "shop.s3.dualstack.eu-central-1.amazonaws.com, shop",
        "www.shop.example.s3.us-gov-west-1.amazonaws.com, www.shop.example",
        "shop.s3-website-us-east-1.amazonaws.com, shop",
        "shop.s3-website.eu-central-1.amazonaws.com, shop",
        "shop.s3.cn-north-1.amazonaws.com.cn, shop"
    })
    void everyAddressOfABucketNamesIt(String domain, String bucket) {
        // When, Then
        assertThat(OriginBuckets.bucket(domain)).contains(bucket);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "origin.example.com",
                "shop-123.s3-accesspoint.eu-central-1.amazonaws.com",
                "shop.s3.amazonaws.com.evil.example",
                "orders-1.eu-central-1.elb.amazonaws.com"
            })
    void otherAddressesNameNone(String domain) {
        // When, Then
        assertThat(OriginBuckets.bucket(domain)).isEmpty();
    }
}

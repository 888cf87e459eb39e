package io.vigil.scanner.collect.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.checks.aws.ec2.Ec2PublicAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;

class PublicAddressesTest {

    @Test
    void anAddressOfAnInterfaceBelongsToItsInstance() {
        NetworkInterface face = NetworkInterface.builder()
                .networkInterfaceId("eni-1")
                .attachment(a -> a.instanceId("i-1"))
                .association(a -> a.publicIp("198.51.100.1").ipOwnerId("amazon"))
                .privateIpAddresses(
                        p -> p.association(a -> a.publicIp("198.51.100.1").ipOwnerId("amazon")),
                        p -> p.association(a -> a.publicIp("198.51.100.2").allocationId("eipalloc-2")))
                .build();
        assertThat(PublicAddresses.addresses(List.of(face), List.of()))
                .containsExactly(
                        new Ec2PublicAddress("198.51.100.1", "assigned", "", "eni-1", "i-1"),
                        new Ec2PublicAddress("198.51.100.2", "elastic-ip", "eipalloc-2", "eni-1", "i-1"));
    }

    @Test
    void anElasticIpIsListedOnceAndAlsoWhenItIsIdle() {
        NetworkInterface nat = NetworkInterface.builder()
                .networkInterfaceId("eni-1")
                .description("Interface for NAT Gateway nat-1")
                .association(a -> a.publicIp("198.51.100.1").allocationId("eipalloc-1"))
                .build();
        Address used = Address.builder()
                .publicIp("198.51.100.1")
                .allocationId("eipalloc-1")
                .networkInterfaceId("eni-1")
                .build();
        Address idle = Address.builder()
                .publicIp("198.51.100.9")
                .allocationId("eipalloc-9")
                .build();
        assertThat(PublicAddresses.addresses(List.of(nat), List.of(used, idle)))
                .containsExactly(
                        new Ec2PublicAddress(
                                "198.51.100.1", "elastic-ip", "eipalloc-1", "eni-1", "Interface for NAT Gateway nat-1"),
                        new Ec2PublicAddress("198.51.100.9", "elastic-ip", "eipalloc-9", "", ""));
    }

    @Test
    void addressesOfLoadBalancersComeAndGoAndAreLeftOut() {
        NetworkInterface balancer = NetworkInterface.builder()
                .networkInterfaceId("eni-1")
                .association(a -> a.publicIp("198.51.100.1").ipOwnerId("amazon-elb"))
                .build();
        assertThat(PublicAddresses.addresses(List.of(balancer), List.of())).isEmpty();
    }
}

//! Kinds of resources, known by the beginning of their ids, and the call that shows each.

use Form::{Json, Numbered, Path, Plain};

use crate::lang::Lang;

/// A kind of resource.
#[derive(Debug, PartialEq, Eq)]
pub struct Kind {
    /// How its ids begin. Behind a beginning without `-` or `_` at its end, 32 hexadecimal digits follow.
    pub prefix: &'static str,
    zh: &'static str,
    pub en: &'static str,
    /// The product's id.
    pub product: &'static str,
    api: &'static str,
    pub parameter: &'static str,
    form: Form,
    /// The call asks for the region.
    regional: bool,
    /// The action that a policy must allow for the call.
    pub action: &'static str,
}

/// How a command names one id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Plain,
    /// `--Parameter.1`
    Numbered,
    /// `'["…"]'`
    Json,
    /// Within the path: no command is written for it.
    Path,
}

impl Kind {
    pub fn name(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }

    /// The command that shows the resource, its placeholders to be filled.
    pub fn look_up(&self) -> Option<String> {
        let id = match self.form {
            Form::Plain => format!("--{} {{instance}}", self.parameter),
            Form::Numbered => format!("--{}.1 {{instance}}", self.parameter),
            Form::Json => format!("--{} '[\"{{instance}}\"]'", self.parameter),
            Form::Path => return None,
        };
        let region = if self.regional { " --RegionId {region}" } else { "" };
        Some(format!("aliyun {} {}{region} {id}", self.product.to_ascii_lowercase(), self.api))
    }

    /// Whether a rest can stand behind the prefix.
    pub(super) fn fits(&self, rest: &str) -> bool {
        let has_digit = rest.bytes().any(|b| b.is_ascii_digit());
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
        match self.prefix {
            "SMS_" => rest.len() >= 5 && rest.bytes().all(|b| b.is_ascii_digit()),
            prefix if DASHED.contains(&prefix) => rest.len() >= 8 && has_digit,
            prefix if !prefix.ends_with(['-', '_']) => {
                rest.len() == 32 && has_digit && rest.bytes().all(|b| b.is_ascii_hexdigit())
            }
            // Many words have a short beginning by chance.
            prefix => {
                let least = if prefix.len() > 2 { 8 } else { 12 };
                (least..=40).contains(&rest.len()) && has_digit && rest.bytes().all(plain)
            }
        }
    }
}

/// Kinds whose ids hold more signs than lower-case letters and digits.
const DASHED: [&str; 9] =
    ["alikafka_", "rmq-", "MQ_INST_", "amqp-", "ddoscoo-", "ddosbgp-", "mse-", "es-cn-", "hgprecn-"];

#[rustfmt::skip]
#[allow(clippy::too_many_arguments, reason = "a row of the table below")]
const fn row(
    prefix: &'static str, zh: &'static str, en: &'static str, product: &'static str, api: &'static str,
    parameter: &'static str, form: Form, regional: bool, action: &'static str,
) -> Kind {
    Kind { prefix, zh, en, product, api, parameter, form, regional, action }
}

/// Prefix, names, product, call, its parameter, its form, whether it asks for the region, its RAM action.
#[rustfmt::skip]
pub static KINDS: [Kind; 111] = [
    row("i-", "云服务器实例", "ECS instance", "Ecs", "DescribeInstances", "InstanceIds", Json, true, "ecs:DescribeInstances"),
    row("d-", "云盘", "cloud disk", "Ecs", "DescribeDisks", "DiskIds", Json, true, "ecs:DescribeDisks"),
    row("s-", "快照", "snapshot", "Ecs", "DescribeSnapshots", "SnapshotIds", Json, true, "ecs:DescribeSnapshots"),
    row("m-", "自定义镜像", "custom image", "Ecs", "DescribeImages", "ImageId", Plain, true, "ecs:DescribeImages"),
    row("sg-", "安全组", "security group", "Ecs", "DescribeSecurityGroups", "SecurityGroupId", Plain, true, "ecs:DescribeSecurityGroups"),
    row("eni-", "弹性网卡", "elastic network interface", "Ecs", "DescribeNetworkInterfaces", "NetworkInterfaceId", Numbered, true, "ecs:DescribeNetworkInterfaces"),
    row("dh-", "专有宿主机", "dedicated host", "Ecs", "DescribeDedicatedHosts", "DedicatedHostIds", Json, true, "ecs:DescribeDedicatedHosts"),
    row("ds-", "部署集", "deployment set", "Ecs", "DescribeDeploymentSets", "DeploymentSetIds", Json, true, "ecs:DescribeDeploymentSets"),
    row("lt-", "启动模板", "launch template", "Ecs", "DescribeLaunchTemplates", "LaunchTemplateId", Numbered, true, "ecs:DescribeLaunchTemplates"),
    row("sp-", "自动快照策略", "automatic snapshot policy", "Ecs", "DescribeAutoSnapshotPolicyEx", "AutoSnapshotPolicyId", Plain, true, "ecs:DescribeAutoSnapshotPolicyEx"),
    row("ssg-", "快照一致性组", "snapshot-consistent group", "Ecs", "DescribeSnapshotGroups", "SnapshotGroupId", Numbered, true, "ecs:DescribeSnapshotGroups"),
    row("hpc-", "高性能计算集群", "HPC cluster", "Ecs", "DescribeHpcClusters", "HpcClusterIds", Json, true, "ecs:DescribeHpcClusters"),
    row("crp-", "容量预定", "capacity reservation", "Ecs", "DescribeCapacityReservations", "PrivatePoolOptions.Ids", Json, true, "ecs:DescribeCapacityReservations"),
    row("eap-", "弹性保障", "elasticity assurance", "Ecs", "DescribeElasticityAssurances", "PrivatePoolOptions.Ids", Json, true, "ecs:DescribeElasticityAssurances"),
    row("apg-", "弹性供应组", "auto provisioning group", "Ecs", "DescribeAutoProvisioningGroups", "AutoProvisioningGroupId", Numbered, true, "ecs:DescribeAutoProvisioningGroups"),
    row("pl-", "前缀列表（ECS）", "prefix list (ECS)", "Ecs", "DescribePrefixLists", "PrefixListId", Numbered, true, "ecs:DescribePrefixLists"),
    row("c-", "云助手命令", "Cloud Assistant command", "Ecs", "DescribeCommands", "CommandId", Plain, true, "ecs:DescribeCommands"),
    row("t-", "云助手执行（或 ECS 异步任务）", "Cloud Assistant invocation (or an ECS task)", "Ecs", "DescribeInvocations", "InvokeId", Plain, true, "ecs:DescribeInvocations"),
    row("vpc-", "专有网络", "VPC", "Vpc", "DescribeVpcs", "VpcId", Plain, true, "vpc:DescribeVpcs"),
    row("vsw-", "交换机", "vSwitch", "Vpc", "DescribeVSwitches", "VSwitchId", Plain, true, "vpc:DescribeVSwitches"),
    row("vrt-", "路由器", "VRouter", "Vpc", "DescribeVRouters", "VRouterId", Plain, true, "vpc:DescribeVRouters"),
    row("vtb-", "路由表", "route table", "Vpc", "DescribeRouteTableList", "RouteTableId", Plain, true, "vpc:DescribeRouteTableList"),
    row("eip-", "弹性公网 IP", "elastic IP address", "Vpc", "DescribeEipAddresses", "AllocationId", Plain, true, "vpc:DescribeEipAddresses"),
    row("ngw-", "NAT 网关", "NAT gateway", "Vpc", "DescribeNatGateways", "NatGatewayId", Plain, true, "vpc:DescribeNatGateways"),
    row("stb-", "SNAT 表", "SNAT table", "Vpc", "DescribeSnatTableEntries", "SnatTableId", Plain, true, "vpc:DescribeSnatTableEntries"),
    row("snat-", "SNAT 条目", "SNAT entry", "Vpc", "DescribeSnatTableEntries", "SnatEntryId", Plain, true, "vpc:DescribeSnatTableEntries"),
    row("ftb-", "DNAT 表", "DNAT table", "Vpc", "DescribeForwardTableEntries", "ForwardTableId", Plain, true, "vpc:DescribeForwardTableEntries"),
    row("fwd-", "DNAT 条目", "DNAT entry", "Vpc", "DescribeForwardTableEntries", "ForwardEntryId", Plain, true, "vpc:DescribeForwardTableEntries"),
    row("cbwp-", "共享带宽", "Internet Shared Bandwidth", "Vpc", "DescribeCommonBandwidthPackages", "BandwidthPackageId", Plain, true, "vpc:DescribeCommonBandwidthPackages"),
    row("nacl-", "网络 ACL", "network ACL", "Vpc", "DescribeNetworkAclAttributes", "NetworkAclId", Plain, true, "vpc:DescribeNetworkAclAttributes"),
    row("vpn-", "VPN 网关", "VPN gateway", "Vpc", "DescribeVpnGateway", "VpnGatewayId", Plain, true, "vpc:DescribeVpnGateway"),
    row("vco-", "IPsec 连接", "IPsec connection", "Vpc", "DescribeVpnConnection", "VpnConnectionId", Plain, true, "vpc:DescribeVpnConnection"),
    row("cgw-", "用户网关", "customer gateway", "Vpc", "DescribeCustomerGateway", "CustomerGatewayId", Plain, true, "vpc:DescribeCustomerGateway"),
    row("vss-", "SSL 服务端", "SSL-VPN server", "Vpc", "DescribeSslVpnServers", "SslVpnServerId", Plain, true, "vpc:DescribeSslVpnServers"),
    row("vsc-", "SSL 客户端证书", "SSL-VPN client certificate", "Vpc", "DescribeSslVpnClientCerts", "SslVpnClientCertId", Plain, true, "vpc:DescribeSslVpnClientCerts"),
    row("ipv4gw-", "IPv4 网关", "IPv4 gateway", "Vpc", "GetIpv4GatewayAttribute", "Ipv4GatewayId", Plain, true, "vpc:GetIpv4GatewayAttribute"),
    row("ipv6gw-", "IPv6 网关", "IPv6 gateway", "Vpc", "DescribeIpv6Gateways", "Ipv6GatewayId", Plain, true, "vpc:DescribeIpv6Gateways"),
    row("ipv6-", "IPv6 地址", "IPv6 address", "Vpc", "DescribeIpv6Addresses", "Ipv6AddressId", Plain, true, "vpc:DescribeIpv6Addresses"),
    row("fl-", "流日志", "flow log", "Vpc", "DescribeFlowLogs", "FlowLogId", Plain, true, "vpc:DescribeFlowLogs"),
    row("dopt-", "DHCP 选项集", "DHCP options set", "Vpc", "ListDhcpOptionsSets", "DhcpOptionsSetId", Numbered, true, "vpc:ListDhcpOptionsSets"),
    row("cen-", "云企业网实例", "CEN instance", "Cbn", "DescribeCenAttachedChildInstances", "CenId", Plain, false, "cen:DescribeCenAttachedChildInstances"),
    row("tr-", "转发路由器", "transit router", "Cbn", "ListTransitRouters", "TransitRouterId", Plain, true, "cen:ListTransitRouters"),
    row("tr-attach-", "转发路由器的 VPC 连接", "transit router VPC attachment", "Cbn", "ListTransitRouterVpcAttachments", "TransitRouterAttachmentId", Plain, true, "cen:ListTransitRouterVpcAttachments"),
    row("pcc-", "VPC 对等连接", "VPC peering connection", "VpcPeer", "GetVpcPeerConnectionAttribute", "InstanceId", Plain, false, "vpc:GetVpcPeerConnectionAttribute"),
    row("ecr-", "专线网关", "Express Connect Router", "ExpressConnectRouter", "DescribeExpressConnectRouter", "EcrId", Plain, false, "expressconnectrouter:DescribeExpressConnectRouter"),
    row("aeip-", "任播弹性公网 IP", "Anycast EIP", "Eipanycast", "ListAnycastEipAddresses", "AnycastId", Plain, false, "eipanycast:ListAnycastEipAddresses"),
    row("lb-", "传统型负载均衡实例", "CLB instance", "Slb", "DescribeLoadBalancerAttribute", "LoadBalancerId", Plain, true, "slb:DescribeLoadBalancerAttribute"),
    row("rsp-", "CLB 虚拟服务器组", "CLB vServer group", "Slb", "DescribeVServerGroupAttribute", "VServerGroupId", Plain, true, "slb:DescribeVServerGroupAttribute"),
    row("acl-", "CLB 访问控制策略组", "CLB access control list", "Slb", "DescribeAccessControlListAttribute", "AclId", Plain, true, "slb:DescribeAccessControlListAttribute"),
    row("alb-", "应用型负载均衡实例", "ALB instance", "Alb", "GetLoadBalancerAttribute", "LoadBalancerId", Plain, false, "alb:GetLoadBalancerAttribute"),
    row("lsn-", "ALB 监听", "ALB listener", "Alb", "GetListenerAttribute", "ListenerId", Plain, false, "alb:GetListenerAttribute"),
    row("sgp-", "ALB 服务器组", "ALB server group", "Alb", "ListServerGroups", "ServerGroupIds", Numbered, false, "alb:ListServerGroups"),
    row("nlb-", "网络型负载均衡实例", "NLB instance", "Nlb", "GetLoadBalancerAttribute", "LoadBalancerId", Plain, true, "nlb:GetLoadBalancerAttribute"),
    row("gwlb-", "网关型负载均衡实例", "GWLB instance", "Gwlb", "GetLoadBalancerAttribute", "LoadBalancerId", Plain, false, "gwlb:GetLoadBalancerAttribute"),
    row("ga-", "全球加速实例", "Global Accelerator instance", "Ga", "DescribeAccelerator", "AcceleratorId", Plain, true, "ga:DescribeAccelerator"),
    row("lsr-", "全球加速监听", "Global Accelerator listener", "Ga", "DescribeListener", "ListenerId", Plain, true, "ga:DescribeListener"),
    row("epg-", "全球加速终端节点组", "Global Accelerator endpoint group", "Ga", "DescribeEndpointGroup", "EndpointGroupId", Plain, true, "ga:DescribeEndpointGroup"),
    row("ep-", "私网连接终端节点", "PrivateLink endpoint", "Privatelink", "GetVpcEndpointAttribute", "EndpointId", Plain, true, "privatelink:GetVpcEndpointAttribute"),
    row("epsrv-", "私网连接终端节点服务", "PrivateLink endpoint service", "Privatelink", "GetVpcEndpointServiceAttribute", "ServiceId", Plain, true, "privatelink:GetVpcEndpointServiceAttribute"),
    row("rm-", "RDS 实例", "RDS instance", "Rds", "DescribeDBInstanceAttribute", "DBInstanceId", Plain, false, "rds:DescribeDBInstanceAttribute"),
    row("rr-", "RDS 只读实例", "RDS read-only instance", "Rds", "DescribeDBInstanceAttribute", "DBInstanceId", Plain, false, "rds:DescribeDBInstanceAttribute"),
    row("pc-", "PolarDB 集群", "PolarDB cluster", "polardb", "DescribeDBClusterAttribute", "DBClusterId", Plain, false, "polardb:DescribeDBClusterAttribute"),
    row("pxc-", "PolarDB-X 实例", "PolarDB-X instance", "polardbx", "DescribeDBInstanceAttribute", "DBInstanceName", Plain, true, "polardbx:DescribeDBInstanceAttribute"),
    row("r-", "Tair（兼容 Redis）实例", "Tair (Redis OSS-compatible) instance", "R-kvstore", "DescribeInstanceAttribute", "InstanceId", Plain, false, "kvstore:DescribeInstanceAttribute"),
    row("tair-", "Tair 实例", "Tair instance", "R-kvstore", "DescribeInstanceAttribute", "InstanceId", Plain, false, "kvstore:DescribeInstanceAttribute"),
    row("dds-", "MongoDB 实例", "MongoDB instance", "Dds", "DescribeDBInstanceAttribute", "DBInstanceId", Plain, false, "dds:DescribeDBInstanceAttribute"),
    row("gp-", "AnalyticDB PostgreSQL 实例", "AnalyticDB for PostgreSQL instance", "gpdb", "DescribeDBInstanceAttribute", "DBInstanceId", Plain, false, "gpdb:DescribeDBInstanceAttribute"),
    row("am-", "AnalyticDB MySQL 数仓版集群", "AnalyticDB for MySQL cluster (3.0)", "adb", "DescribeDBClusterAttribute", "DBClusterId", Plain, true, "adb:DescribeDBClusterAttribute"),
    row("amv-", "AnalyticDB MySQL 湖仓版集群", "AnalyticDB for MySQL cluster (V5.0)", "adb", "DescribeDBClusterAttribute", "DBClusterId", Plain, false, "adb:DescribeDBClusterAttribute"),
    row("ld-", "Lindorm 实例", "Lindorm instance", "hitsdb", "GetLindormInstance", "InstanceId", Plain, false, "lindorm:GetLindormInstance"),
    row("ts-", "时序数据库实例", "TSDB instance", "hitsdb", "DescribeHiTSDBInstance", "InstanceId", Plain, false, "hitsdb:DescribeHiTSDBInstance"),
    row("hb-", "HBase 集群", "HBase cluster", "HBase", "DescribeInstance", "ClusterId", Plain, false, "hbase:DescribeInstance"),
    row("cc-", "ClickHouse 集群", "ClickHouse cluster", "clickhouse", "DescribeDBClusterAttribute", "DBClusterId", Plain, false, "clickhouse:DescribeDBClusterAttribute"),
    row("cds-", "Cassandra 集群", "Cassandra cluster", "Cassandra", "DescribeCluster", "ClusterId", Plain, false, "cassandra:DescribeCluster"),
    row("selectdb-", "SelectDB 实例", "SelectDB instance", "selectdb", "DescribeDBInstanceAttribute", "DBInstanceId", Plain, true, "selectdb:DescribeDBInstanceAttribute"),
    row("eci-", "弹性容器实例（容器组）", "ECI container group", "Eci", "DescribeContainerGroups", "ContainerGroupIds", Json, true, "eci:DescribeContainerGroups"),
    row("imc-", "ECI 镜像缓存", "ECI image cache", "Eci", "DescribeImageCaches", "ImageCacheId", Plain, true, "eci:DescribeImageCaches"),
    row("c", "ACK 集群", "ACK cluster", "CS", "DescribeClusterDetail", "ClusterId", Path, false, "cs:DescribeClusterDetail"),
    row("np", "ACK 节点池", "ACK node pool", "CS", "DescribeClusterNodePoolDetail", "NodepoolId", Path, false, "cs:DescribeClusterNodePoolDetail"),
    row("cri-", "容器镜像服务企业版实例", "Container Registry instance", "cr", "GetInstance", "InstanceId", Plain, false, "cr:GetInstance"),
    row("crr-", "镜像仓库", "image repository", "cr", "GetRepository", "RepoId", Plain, false, "cr:GetRepository"),
    row("asg-", "伸缩组", "scaling group", "Ess", "DescribeScalingGroups", "ScalingGroupIds", Numbered, true, "ess:DescribeScalingGroups"),
    row("asc-", "伸缩配置", "scaling configuration", "Ess", "DescribeScalingConfigurations", "ScalingConfigurationIds", Numbered, true, "ess:DescribeScalingConfigurations"),
    row("asr-", "伸缩规则", "scaling rule", "Ess", "DescribeScalingRules", "ScalingRuleIds", Numbered, true, "ess:DescribeScalingRules"),
    row("asa-", "伸缩活动", "scaling activity", "Ess", "DescribeScalingActivities", "ScalingActivityIds", Numbered, true, "ess:DescribeScalingActivities"),
    row("ash-", "生命周期挂钩", "lifecycle hook", "Ess", "DescribeLifecycleHooks", "LifecycleHookIds", Numbered, true, "ess:DescribeLifecycleHooks"),
    row("key-", "KMS 密钥", "KMS key", "Kms", "DescribeKey", "KeyId", Plain, false, "kms:DescribeKey"),
    row("kst-", "KMS 实例", "KMS instance", "Kms", "GetKmsInstance", "KmsInstanceId", Plain, false, "kms:GetKmsInstance"),
    row("alikafka_", "Kafka 实例", "ApsaraMQ for Kafka instance", "alikafka", "GetInstanceList", "InstanceId", Numbered, true, "alikafka:GetInstanceList"),
    row("rmq-", "RocketMQ 5.0 实例", "RocketMQ 5.0 instance", "RocketMQ", "GetInstance", "instanceId", Path, false, "rocketmq:GetInstance"),
    row("MQ_INST_", "RocketMQ 4.0 实例", "RocketMQ 4.0 instance", "Ons", "OnsInstanceBaseInfo", "InstanceId", Plain, false, "mq:OnsInstanceBaseInfo"),
    row("amqp-", "RabbitMQ 实例", "RabbitMQ instance", "amqp-open", "GetInstance", "InstanceId", Plain, false, "amqp:GetInstance"),
    row("ddoscoo-", "DDoS 高防实例", "Anti-DDoS Pro instance", "ddoscoo", "DescribeInstances", "InstanceIds", Numbered, false, "yundun-ddoscoo:DescribeInstances"),
    row("ddosbgp-", "DDoS 原生防护实例", "Anti-DDoS Origin instance", "ddosbgp", "DescribeInstanceList", "InstanceIdList", Json, true, "yundun-ddosbgp:DescribeInstanceList"),
    row("vfw-", "VPC 边界防火墙", "VPC firewall", "Cloudfw", "DescribeVpcFirewallDetail", "VpcFirewallId", Plain, false, "yundun-cloudfirewall:DescribeVpcFirewallDetail"),
    row("mse-", "MSE 注册配置实例", "MSE instance", "mse", "QueryClusterDetail", "InstanceId", Plain, false, "mse:QueryClusterDetail"),
    row("es-cn-", "Elasticsearch 实例", "Elasticsearch cluster", "elasticsearch", "DescribeInstance", "InstanceId", Path, false, "elasticsearch:DescribeInstance"),
    row("c-", "EMR 集群", "EMR cluster", "Emr", "GetCluster", "ClusterId", Plain, true, "emr:GetCluster"),
    row("gw-", "云原生 API 网关实例", "API Gateway instance", "APIG", "GetGateway", "gatewayId", Path, false, "apig:GetGateway"),
    row("hgprecn-", "Hologres 实例", "Hologres instance", "Hologram", "GetInstance", "instanceId", Path, false, "hologram:GetInstance"),
    row("v-", "云备份仓库", "Cloud Backup vault", "hbr", "DescribeVaults", "VaultId", Plain, false, "hbr:DescribeVaults"),
    row("ecd-", "云电脑", "cloud computer", "ecd", "DescribeDesktops", "DesktopId", Numbered, true, "ecd:DescribeDesktops"),
    row("rg-", "资源组", "resource group", "ResourceManager", "GetResourceGroup", "ResourceGroupId", Plain, false, "ram:GetResourceGroup"),
    row("si-", "计算巢服务实例", "Compute Nest service instance", "ComputeNest", "GetServiceInstance", "ServiceInstanceId", Plain, true, "computenest:GetServiceInstance"),
    row("sag-", "智能接入网关", "Smart Access Gateway", "Smartag", "DescribeSmartAccessGateways", "SmartAGId", Plain, true, "smartag:DescribeSmartAccessGateways"),
    row("SMS_", "短信模板", "SMS template", "Dysmsapi", "GetSmsTemplate", "TemplateCode", Plain, false, "dysms:GetSmsTemplate"),
    row("dsw-", "PAI DSW 实例", "PAI DSW instance", "pai-dsw", "GetInstance", "InstanceId", Path, false, "paidsw:GetInstance"),
    row("t-", "ECS 异步任务", "ECS asynchronous task", "Ecs", "DescribeTasks", "TaskIds", Plain, true, "ecs:DescribeTasks"),
    row("ri-", "预留实例券", "reserved instance", "Ecs", "DescribeReservedInstances", "ReservedInstanceId", Numbered, true, "ecs:DescribeReservedInstances"),
    row("sgp-", "NLB 服务器组", "NLB server group", "Nlb", "ListServerGroups", "ServerGroupIds", Numbered, true, "nlb:ListServerGroups"),
    row("lsn-", "NLB 监听", "NLB listener", "Nlb", "GetListenerAttribute", "ListenerId", Plain, true, "nlb:GetListenerAttribute"),
];

using System.Text.Json.Serialization;

namespace FundLedger.Donors;

/// <summary>How a gift reached the fund.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<GiftChannel>))]
public enum GiftChannel
{
    Bank,
    Cash,
    Alipay,
    Wechat,
    Other,
}

/// <summary>The names of channels in both languages.</summary>
public static class GiftChannels
{
    public static Bilingual Name(this GiftChannel channel) => channel switch
    {
        GiftChannel.Bank => new("银行", "Bank"),
        GiftChannel.Cash => new("现金", "Cash"),
        GiftChannel.Alipay => new("支付宝", "Alipay"),
        GiftChannel.Wechat => new("微信支付", "WeChat Pay"),
        _ => new("其他", "Other"),
    };
}

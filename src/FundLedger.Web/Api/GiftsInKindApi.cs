using FundLedger.Donations;
using FundLedger.Donors;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Values;

namespace FundLedger.Web.Api;

/// <summary>Goods and services given: with a voucher of their value, or as a memo without one; and goods that are used.</summary>
internal static class GiftsInKindApi
{
    private const string Part = "gifts-in-kind";

    internal static void MapGiftsInKind(this ApiRoutes api)
    {
        api.Write<NewGiftInKind, GiftInKindShown>("/gifts-in-kind", new("recordGiftInKind", Part, new("记实物或服务捐赠", "Record a gift in kind"), "With a voucher of its value, which was sent to files: income, no cash, and never matched.", [])
        {
            Example = $$"""{"fund":"F1","value":{"amount":"600.00","currency":"CNY"},"on":"2026-04-06","donor":"和顺有限公司","what":"轮椅两辆","use":"inventory","reference":"YS-12","evidence":"{{FilesApi.ExampleSha256}}"}""",
        }, RecordAsync, Permission.RecordMoney);
        api.Write<NewUse, UseShown>("/gifts-in-kind/{entry:long}/uses", new("useGiftInKind", Part, new("领用捐赠的实物", "Use a gift in kind"), "Goods kept in stock, whole or in part: they become programme cost.",
            [ApiParameter.Path("entry", new("捐赠的分录号", "number of the gift's entry"), "9", ApiParameterForm.Number)]) { Example = """{"value":{"amount":"1.00","currency":"CNY"},"on":"2026-04-10","for":"助老活动"}""" }, UseAsync, Permission.RecordMoney);
        api.Write<NewServiceGift, EntryMade>("/service-gifts", new("recordServiceGift", Part, new("记没有凭据的服务捐赠", "Record a service without a voucher"), "A memo of its estimated value: no income and no receipt.", [])
        {
            Example = """{"fund":"F1","value":{"amount":"1000.00","currency":"CNY"},"on":"2026-04-06","donor":"","what":"义诊","basis":"20 小时 × 50 元"}""",
        }, ServiceAsync, Permission.RecordMoney);
    }

    private static Task<IResult> RecordAsync(ApiCall call, NewGiftInKind gift) => call.WriteToFundsAsync(
        Permission.RecordMoney, [gift.Fund],
        by => new RecordInKindGift(call.Noting).RunAsync(by, new InKindGift(gift.Fund, DonorName.Of(gift.Donor, gift.Anonymous), gift.What, gift.Value, gift.On, gift.Use, gift.Reference, Evidence: gift.Evidence), call.Stop),
        done => new GiftInKindShown(done.Entry, done.Receipt), done => EntriesApi.PathOf(done.Entry));

    private static Task<IResult> UseAsync(ApiCall call, NewUse use)
    {
        var entry = new EntryId(call.Number("entry"));
        return call.WriteOnEntryAsync(
            Permission.RecordMoney, entry, by => new UseInKindGift(call.Noting).RunAsync(by, new InKindTaken(entry, use.Value, use.On, use.For), call.Stop), done => new UseShown(done.Entry, done.Left), done => EntriesApi.PathOf(done.Entry));
    }

    private static Task<IResult> ServiceAsync(ApiCall call, NewServiceGift gift) => call.WriteToFundsAsync(
        Permission.RecordMoney, [gift.Fund],
        by => new RecordServiceGift(call.Noting).RunAsync(by, new ServiceGift(gift.Fund, DonorName.Of(gift.Donor, gift.Anonymous), gift.What, gift.Value, gift.On, gift.Basis, Evidence: gift.Evidence), call.Stop),
        done => new EntryMade(done.Entry), done => EntriesApi.PathOf(done.Entry));
}

/// <param name="Value">Fair value, as the voucher says.</param>
/// <param name="Donor">Empty for one who left no name. Kept erasable.</param>
/// <param name="What">What was given; kept erasable.</param>
/// <param name="Reference">Number of the voucher.</param>
/// <param name="Evidence">SHA-256 of the voucher, which was sent to files.</param>
public sealed record NewGiftInKind(string Fund, Money Value, DateOnly On, string Donor, string What, InKindUse Use, string Reference, string Evidence, bool Anonymous = false);

public sealed record GiftInKindShown(EntryId Entry, ReceiptNumber? Receipt);

/// <param name="For">Kept erasable.</param>
public sealed record NewUse(Money Value, DateOnly On, string For);

/// <param name="Left">In stock.</param>
public sealed record UseShown(EntryId Entry, Money Left);

/// <param name="Donor">Empty for one who left no name. Kept erasable.</param>
/// <param name="Basis">How the value was estimated; names nobody.</param>
/// <param name="Evidence">SHA-256 of a file that was sent to files.</param>
public sealed record NewServiceGift(string Fund, Money Value, DateOnly On, string Donor, string What, string Basis, string? Evidence = null, bool Anonymous = false);

using FundLedger.Donors;
using FundLedger.People.Roles;
using FundLedger.Reporting;
using FundLedger.Values;

namespace FundLedger.Web.Api;

/// <summary>Who gave: masked, as everywhere. They are found by number; a name never stands in an address.</summary>
internal static class DonorsApi
{
    private const string Part = "donors";
    private const int GiftsShown = 200;
    private static readonly ApiParameter Number = ApiParameter.Path("donor", new("捐赠人编号", "number of the donor"), "1", ApiParameterForm.Number);

    internal static void MapDonors(this ApiRoutes api)
    {
        api.ReadOfAll<Page<DonorShown>>("/donors", new("listDonors", Part, new("列出捐赠人", "List donors"), "Newest first; names are masked.", ApiParameter.Paging), ListAsync, Permission.ReadLedger);
        api.ReadOfAll<DonorInFull>("/donors/{donor:long}", new("getDonor", Part, new("一位捐赠人", "One donor"), $"What they gave by year, and their last {GiftsShown} gifts with their receipts; the name is masked.", [Number]) { IsTagged = true }, OneAsync, Permission.ReadLedger);
    }

    private static async Task<IResult> ListAsync(ApiCall call)
    {
        var (limit, before) = (call.Limit(), call.AfterNumber());
        if (call.Wrong is { } wrong) return wrong;
        var page = await call.Database.ReadAsync(reader => DonorList.PageAsync(reader, limit, before), call.Stop);
        return call.Page<DonorShown>([.. page.Donors.Select(DonorShown.Of)], page.Next?.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private static Task<IResult> OneAsync(ApiCall call) => call.ReadAsync(async (reader, books) =>
    {
        var id = call.Number("donor");
        if (await DonorList.OfAsync(reader, id) is not { } donor) return ApiCall.NotThere();
        return ApiCall.One(new DonorInFull(
            DonorShown.Of(donor), await DonorMerges.IntoAsync(reader, id), [.. (await DonorList.YearsAsync(reader, id)).Select(year => new DonorYearShown(year.Year, year.Kept, year.GiftCount))],
            [.. (await DonorList.GiftsAsync(reader, books, id, GiftsShown)).Select(gift => new GiftShown(gift.Entry, gift.On, gift.Fund.Code, gift.Amount, gift.Refunded, gift.IsReversed, gift.Receipt, gift.IsReceiptVoid))]));
    });
}

/// <param name="Name">Masked; empty for one who left none, and once it is erased.</param>
/// <param name="Kept">What they gave and did not get back, by currency.</param>
public sealed record DonorShown(long Donor, DonorKind Kind, string Name, bool IsAnonymous, bool IsErased, long GiftCount, IReadOnlyList<Money> Kept, DateOnly? LastOn)
{
    internal static DonorShown Of(ListedDonor donor) => new(donor.Id, donor.Kind, donor.Name, donor.IsAnonymous, donor.IsErased, donor.GiftCount, donor.Kept, donor.LastOn);
}

/// <param name="Into">The donor that this one was merged into; null for one that counts for itself.</param>
public sealed record DonorInFull(DonorShown Listed, long? Into, IReadOnlyList<DonorYearShown> Years, IReadOnlyList<GiftShown> Gifts);

public sealed record DonorYearShown(int Year, Money Kept, long GiftCount);

public sealed record GiftShown(EntryId Entry, DateOnly On, string Fund, Money Amount, Money Refunded, bool IsReversed, ReceiptNumber? Receipt, bool IsReceiptVoid);

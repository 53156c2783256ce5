using FundLedger.Donors;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Api;

/// <summary>Who gave: masked, as everywhere. They are found by number; a name never stands in an address.</summary>
internal static class DonorsApi
{
    private const string Part = "donors";
    private const int GiftsShown = 200;
    private const int GroupsShown = 100;
    private static readonly ApiParameter Number = ApiParameter.Path("donor", new("捐赠人编号", "number of the donor"), "1", ApiParameterForm.Number);

    internal static void MapDonors(this ApiRoutes api)
    {
        api.ReadOfAll<Page<DonorShown>>("/donors", new("listDonors", Part, new("列出捐赠人", "List donors"), "Newest first; names are masked.", ApiParameter.Paging), ListAsync, Permission.ReadLedger);
        api.ReadOfAll<DonorInFull>("/donors/{donor:long}", new("getDonor", Part, new("一位捐赠人", "One donor"), $"What they gave by year, and their last {GiftsShown} gifts with their receipts; the name is masked.", [Number]) { IsTagged = true }, OneAsync, Permission.ReadLedger);
        api.ReadOfAll<Page<PossibleDuplicateShown>>("/donor-duplicates", new("listDonorDuplicates", Part, new("列出可能重复的捐赠人", "List donors that may be the same"), $"The first {GroupsShown} groups; names are masked, and nothing is merged by itself.", ApiParameter.Paging), DuplicatesAsync, Permission.ReadLedger);
        api.Write<MergeWanted, DonorsChanged>("/donors/{donor:long}/merge", new("mergeDonor", Part, new("合并捐赠人", "Merge a donor into another"), "Lists, histories and yearly summaries follow; gifts and receipts stay as they are.", [Number]) { Example = """{"into":2}""" },
            (call, asked) => call.WriteAsync(Permission.RecordMoney, Everywhere(call), by => new MergeDonors(call.Noting).RunAsync(by, new DonorMerge(call.Number("donor"), asked.Into), call.Stop), done => new DonorsChanged(done.Donor, done.Into), done => PathOf(done.Into)), Permission.RecordMoney);
        api.Write<ActWanted, DonorsChanged>("/donors/{donor:long}/part", new("partDonor", Part, new("取消合并", "Part a merged donor"), "From the one it was merged into.", [Number]) { Example = "{}" },
            (call, _) => call.WriteAsync(Permission.RecordMoney, Everywhere(call), by => new PartDonors(call.Noting).RunAsync(by, call.Number("donor"), call.Stop), done => new DonorsChanged(done.Donor, done.From), done => PathOf(done.Donor)), Permission.RecordMoney);
    }

    private static Func<LedgerReader, Books, Task<bool?>> Everywhere(ApiCall call) => (_, _) => Task.FromResult<bool?>(call.MayEverywhere(Permission.ReadLedger) && call.MayEverywhere(Permission.RecordMoney));

    private static string PathOf(long donor) => FormattableString.Invariant($"{ApiRoutes.Root}/donors/{donor}");

    private static Task<IResult> DuplicatesAsync(ApiCall call) => call.ReadAsync(async (reader, _) => call.PageOf(
        (await DonorDuplicates.FindAsync(reader, GroupsShown)).Select(group => new PossibleDuplicateShown(group.Reason, [.. group.Donors.Select(one => new PossibleDonorShown(one.Id, one.Kind, one.Name))])).OrderBy(KeyOf, StringComparer.Ordinal), KeyOf));

    private static string KeyOf(PossibleDuplicateShown group) => FormattableString.Invariant($"{(int)group.Reason:D2}/{group.Donors.Min(one => one.Donor):D19}");

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

public sealed record PossibleDuplicateShown(DuplicateReason Reason, IReadOnlyList<PossibleDonorShown> Donors);

/// <param name="Name">Masked.</param>
public sealed record PossibleDonorShown(long Donor, DonorKind Kind, string Name);

/// <param name="Into">The donor whose number stands.</param>
public sealed record MergeWanted(long Into);

/// <param name="Other">The one it counts with from now on, or no longer.</param>
public sealed record DonorsChanged(long Donor, long Other);

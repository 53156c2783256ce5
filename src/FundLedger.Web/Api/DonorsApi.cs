using FundLedger.Donors;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Approving;

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
        MapPeople(api);
    }

    /// <summary>Whoever lets people in says whose gifts somebody reads.</summary>
    private static void MapPeople(ApiRoutes api)
    {
        api.ReadOfAll<Page<DonorPersonShown>>("/donors/{donor:long}/people", new("listDonorPeople", Part, new("列出关联的登录人员", "List who reads a donor's gifts"), "People who, signed in, see the gifts and receipts of this donor.", [Number, .. ApiParameter.Paging]), PeopleAsync, Permission.ManagePeople);
        api.ReadOfAll<Page<DonorCandidateShown>>("/donors/{donor:long}/candidates", new("listDonorCandidates", Part, new("列出可以关联的人员", "List who may be linked"), "Who holds the donor's role and is not linked; an administrator gives the role.", [Number, .. ApiParameter.Paging]), CandidatesAsync, Permission.ManagePeople);
        api.Write<LinkWanted, DonorPersonKept>("/donors/{donor:long}/people", new("linkDonor", Part, new("关联登录人员", "Link a donor with a sign-in"), "Person is the id of a candidate.", [Number]) { Example = """{"person":"2f0c8a5e-7d2e-4f0b-9a51-3b1f6a1f3c11"}""" },
            (call, asked) => OnPeopleAsync(call, by => new LinkDonor(call.Noting).RunAsync(by, asked.Person, call.Number("donor"), call.Stop)), Permission.ManagePeople);
        api.Write<ActWanted, DonorPersonKept>("/donors/{donor:long}/people/{person}/end", new("unlinkDonor", Part, new("取消关联", "End a link"), "They see these gifts no longer.", [Number, ApiParameter.Path("person", new("人员编号", "id of the person"), "2f0c8a5e-7d2e-4f0b-9a51-3b1f6a1f3c11")]) { Example = "{}" },
            (call, _) => OnPeopleAsync(call, by => new LinkDonor(call.Noting).EndAsync(by, call.Route("person"), call.Number("donor"), call.Stop)), Permission.ManagePeople);
    }

    private static Func<LedgerReader, Books, Task<bool?>> Everywhere(ApiCall call) => (_, _) => Task.FromResult<bool?>(call.MayEverywhere(Permission.ReadLedger) && call.MayEverywhere(Permission.RecordMoney));

    private static Task<IResult> PeopleAsync(ApiCall call) => OfPeopleAsync(call, async (reader, names) => call.PageOf(
        (await DonorPeople.OfDonorAsync(reader, call.Number("donor"))).OrderBy(link => link.Person, StringComparer.Ordinal).Select(link => new DonorPersonShown(link.Person, names.Of(link.Person), Moments.ToIso(link.Since))), one => one.Person));

    private static Task<IResult> CandidatesAsync(ApiCall call) => OfPeopleAsync(call, async (reader, names) => call.PageOf(
        (await DonorPeople.CandidatesAsync(reader, call.Number("donor"), call.Today)).Order(StringComparer.Ordinal).Select(person => new DonorCandidateShown(person, names.Of(person))), one => one.Person));

    private static Task<IResult> OfPeopleAsync(ApiCall call, Func<LedgerReader, PeopleNames, Task<IResult>> answer) => call.ReadAsync(async (reader, _) =>
        call.MayEverywhere(Permission.ReadLedger) && await DonorList.OfAsync(reader, call.Number("donor")) is not null ? await answer(reader, await PeopleNames.LoadAsync(reader)) : ApiCall.NotThere());

    private static Task<IResult> OnPeopleAsync(ApiCall call, Func<Asked, Task<Outcome<DonorLink>>> operation) => call.WriteAsync(
        Permission.ManagePeople, async (reader, _) => call.MayEverywhere(Permission.ReadLedger) && call.MayEverywhere(Permission.ManagePeople) && await DonorList.OfAsync(reader, call.Number("donor")) is not null,
        operation, done => new DonorPersonKept(done.Donor, done.Person), done => PathOf(done.Donor) + "/people");

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

/// <param name="Person">Their id.</param>
public sealed record DonorPersonShown(string Person, Bilingual Name, string LinkedAt);

/// <param name="Person">Their id, by which they are linked.</param>
public sealed record DonorCandidateShown(string Person, Bilingual Name);

/// <param name="Person">Their id.</param>
public sealed record LinkWanted(string Person);

public sealed record DonorPersonKept(long Donor, string Person);

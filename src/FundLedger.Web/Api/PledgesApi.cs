using FundLedger.Donations;
using FundLedger.Donors;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Api;

/// <summary>Promises to give: what is expected when, money counted towards it, its end.</summary>
internal static class PledgesApi
{
    private const string Part = "pledges";
    private static readonly ApiParameter Number = ApiParameter.Path("pledge", new("认捐编号", "number of the pledge"), "1", ApiParameterForm.Number);

    internal static void MapPledges(this ApiRoutes api)
    {
        api.ReadOfAll<Page<PledgeShown>>("/pledges", new("listPledges", Part, new("列出认捐", "List pledges"), "By number; names are masked.", ApiParameter.Paging), ListAsync, Permission.ReadLedger);
        api.ReadOfAll<PledgeInFull>("/pledges/{pledge:long}", new("getPledge", Part, new("一项认捐", "One pledge"), "With its instalments up to today and the gifts counted towards it.", [Number]) { IsTagged = true }, OneAsync, Permission.ReadLedger);
        api.Write<NewPromise, PledgeMade>("/pledges", new("recordPledge", Part, new("记一项认捐", "Record a pledge"), "A memo of what is expected, and no income before money comes.", [])
        {
            Example = """{"fund":"F1","donor":"赵敏","amount":{"amount":"1200.00","currency":"CNY"},"on":"2026-04-01","everyMonths":1,"count":12,"reference":"RJ-1"}""",
        }, RecordAsync, Permission.RecordMoney);
        api.Write<NewPledgePayment, PledgePaymentShown>("/pledges/{pledge:long}/payments", new("payPledge", Part, new("认捐到账", "Count money towards a pledge"), "An amount that has arrived, which becomes a gift with its receipt; or the entry of a gift recorded before: one of the two.", [Number])
        {
            Example = """{"amount":{"amount":"100.00","currency":"CNY"},"on":"2026-04-10","reference":"BK-9"}""",
        }, PayAsync, Permission.RecordMoney);
        api.Write<NewPledgeEnd, PledgeEndShown>("/pledges/{pledge:long}/end", new("endPledge", Part, new("结束认捐", "End a pledge"), "What has not come is written off the memo.", [Number]) { Example = """{"on":"2026-04-14","reason":"认捐人来函终止"}""" }, EndAsync, Permission.RecordMoney);
    }

    private static Task<IResult> ListAsync(ApiCall call) => call.ReadAsync(async (reader, books) =>
        call.PageOf((await Pledges.ListAsync(reader, books)).OrderBy(pledge => pledge.Id).Select(PledgeShown.Of), pledge => FormattableString.Invariant($"{pledge.Pledge:D19}")));

    private static Task<IResult> OneAsync(ApiCall call) => call.ReadAsync(async (reader, books) => await Pledges.FindAsync(reader, books, call.Number("pledge")) is not { } pledge ? ApiCall.NotThere()
        : ApiCall.One(new PledgeInFull(
            PledgeShown.Of(pledge), [.. pledge.Schedule(call.Today).Select(one => new InstalmentShown(one.Number, one.DueOn, one.Amount, one.Paid, one.IsOverdueOn(call.Today)))],
            [.. (await Pledges.GiftsAsync(reader, pledge)).Select(gift => new PledgeGiftShown(gift.Entry, gift.On, gift.Amount, gift.IsReversed))])));

    private static Task<IResult> RecordAsync(ApiCall call, NewPromise asked) => call.WriteToFundsAsync(
        Permission.RecordMoney, [asked.Fund], by => new RecordPledge(call.Noting).RunAsync(by, new NewPledge(
            asked.Fund, DonorName.Of(asked.Donor, asked.Anonymous), asked.Amount, asked.On, asked.FirstDue ?? asked.On, asked.EveryMonths, asked.Count ?? (asked.EveryMonths == 0 ? 1 : null), asked.Reference, asked.Source), call.Stop),
        done => new PledgeMade(done.Pledge, done.Count, done.FirstDue), done => PathOf(done.Pledge));

    private static Task<IResult> PayAsync(ApiCall call, NewPledgePayment asked) => OnPledgeAsync(
        call, by => new PayPledge(call.Noting).RunAsync(by, new PledgePayment(call.Number("pledge"), asked.Amount, asked.On, asked.Gift, asked.Reference, asked.Note, asked.Channel), call.Stop),
        done => new PledgePaymentShown(done.Gift, done.Receipt, done.Left), done => EntriesApi.PathOf(done.Gift));

    private static Task<IResult> EndAsync(ApiCall call, NewPledgeEnd asked) => OnPledgeAsync(
        call, by => new EndPledge(call.Noting).RunAsync(by, new PledgeEnding(call.Number("pledge"), asked.On, asked.Reason), call.Stop), done => new PledgeEndShown(done.Pledge, done.WrittenOff), done => PathOf(done.Pledge));

    private static Task<IResult> OnPledgeAsync<T, TAnswer>(ApiCall call, Func<Asked, Task<Outcome<T>>> operation, Func<T, TAnswer> answer, Func<T, string> location) where TAnswer : class => call.WriteAsync(
        Permission.RecordMoney, async (reader, books) => await Pledges.FindAsync(reader, books, call.Number("pledge")) is { } pledge ? call.May(Permission.RecordMoney, books.TargetOf(pledge.Fund)) : null, operation, answer, location);

    private static string PathOf(long pledge) => FormattableString.Invariant($"{ApiRoutes.Root}/pledges/{pledge}");
}

/// <param name="Donor">Masked.</param>
/// <param name="Amount">The whole; of one that goes on, each instalment.</param>
/// <param name="Count">Of instalments; null for one that goes on until it is ended.</param>
/// <param name="Reference">Number of the written promise.</param>
public sealed record PledgeShown(long Pledge, string Fund, string Source, string Donor, Money Amount, Money Paid, DateOnly On, DateOnly FirstDue, int EveryMonths, int? Count, string Reference, DateOnly? EndedOn)
{
    internal static PledgeShown Of(Pledge pledge) => new(
        pledge.Id, pledge.Fund.Code, pledge.Source.Code, pledge.Donor, pledge.Amount, pledge.Paid, pledge.PledgedOn, pledge.FirstDue, pledge.EveryMonths, pledge.Count, pledge.Document, pledge.EndedOn);
}

public sealed record PledgeInFull(PledgeShown Listed, IReadOnlyList<InstalmentShown> Instalments, IReadOnlyList<PledgeGiftShown> Gifts);

public sealed record InstalmentShown(int Number, DateOnly DueOn, Money Amount, Money Paid, bool IsOverdue);

public sealed record PledgeGiftShown(EntryId Entry, DateOnly On, Money Amount, bool IsReversed);

/// <param name="Donor">Kept erasable.</param>
/// <param name="Amount">The whole; of one that goes on, each instalment.</param>
/// <param name="FirstDue">The day of the pledge unless another is given.</param>
/// <param name="EveryMonths">Between instalments; 0 for all at once.</param>
/// <param name="Count">Of instalments; null, with months given, for one that goes on.</param>
/// <param name="Reference">Number of the written promise.</param>
public sealed record NewPromise(
    string Fund, string Donor, Money Amount, DateOnly On, DateOnly? FirstDue = null, int EveryMonths = 0, int? Count = null, string? Reference = null, bool Anonymous = false, string? Source = null);

public sealed record PledgeMade(long Pledge, int? Count, DateOnly FirstDue);

/// <param name="Gift">Entry of a gift that was recorded before.</param>
public sealed record NewPledgePayment(DateOnly On, Money? Amount = null, EntryId? Gift = null, string? Reference = null, string? Note = null, GiftChannel? Channel = null);

/// <param name="Left">What the pledge still expects.</param>
public sealed record PledgePaymentShown(EntryId Gift, ReceiptNumber? Receipt, Money Left);

public sealed record NewPledgeEnd(DateOnly On, string Reason);

public sealed record PledgeEndShown(long Pledge, Money WrittenOff);

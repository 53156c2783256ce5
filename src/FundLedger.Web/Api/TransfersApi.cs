using FundLedger.Funds;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Values;

namespace FundLedger.Web.Api;

/// <summary>Money from one fund to another: proposed, and settled where the funds bank apart.</summary>
internal static class TransfersApi
{
    private const string Part = "transfers";

    internal static void MapTransfers(this ApiRoutes api)
    {
        api.Write<NewTransfer, ProposedShown>("/transfers", new("proposeTransfer", Part, new("提出基金间划转", "Propose a transfer between funds"), "It is posted at once where nobody need check it; else it waits, and status is open.", [])
        {
            Example = """{"from":"F1","to":"F2","source":"donation","amount":{"amount":"10.00","currency":"CNY"},"on":"2026-04-12","separateAccounts":true,"reason":"联合活动"}""",
        }, ProposeAsync, Permission.Propose);
        api.Write<NewSettlement, EntryMade>("/transfers/{entry:long}/settlements", new("settleTransfer", Part, new("结清划转留下的往来", "Settle what a transfer left owed"), "Of a transfer between funds that bank apart.",
            [ApiParameter.Path("entry", new("划转的分录号", "number of the transfer's entry"), "9", ApiParameterForm.Number)]) { Example = """{"amount":{"amount":"10.00","currency":"CNY"},"on":"2026-04-13"}""" }, SettleAsync, Permission.RecordMoney);
    }

    private static Task<IResult> ProposeAsync(ApiCall call, NewTransfer asked) => call.WriteToFundsAsync(
        Permission.Propose, [asked.From, asked.To],
        by => new ProposeAct(call.Noting).RunAsync(by, TransferBetweenFunds.Kind, new FundTransfer(asked.From, asked.To, asked.Source, asked.Amount, asked.On, asked.SeparateAccounts, asked.Reason), stop: call.Stop),
        ProposedShown.Of, ApprovalsApi.PathOf);

    private static Task<IResult> SettleAsync(ApiCall call, NewSettlement asked)
    {
        var entry = new EntryId(call.Number("entry"));
        return call.WriteOnEntryAsync(
            Permission.RecordMoney, entry, by => new SettleTransfer(call.Noting).RunAsync(by, new TransferSettlement(entry, asked.Amount, asked.On), call.Stop), done => new EntryMade(done.Entry), done => EntriesApi.PathOf(done.Entry));
    }
}

/// <param name="Source">Code of the source whose money crosses; it stays the same.</param>
/// <param name="SeparateAccounts">The funds bank apart: owed until it is settled.</param>
/// <param name="Reason">Kept erasable.</param>
public sealed record NewTransfer(string From, string To, string Source, Money Amount, DateOnly On, bool SeparateAccounts = false, string? Reason = null);

public sealed record NewSettlement(Money Amount, DateOnly On);

/// <summary>What was posted.</summary>
public sealed record EntryMade(EntryId Entry);

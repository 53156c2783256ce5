using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.People.Trail;

namespace FundLedger.Donors;

/// <summary>The names behind the gifts to a fund in some days, for a purpose.</summary>
/// <param name="Purpose">What they are wanted for: the checkers read it.</param>
public sealed record NamesWanted(string Fund, DateOnly First, DateOnly Last, string Purpose);

/// <param name="Count">Gifts whose donors' names may be read now.</param>
public sealed record NamesOpened(string Fund, int Count);

/// <summary>Many names in clear at once. It always takes a second person; then whoever asked may read them for a day, and each reading is told to the trail.</summary>
/// <remarks>Donors who asked to stay anonymous are not among them.</remarks>
public sealed class RevealDonors(Database database)
{
    public static readonly TimeSpan ReadableFor = TimeSpan.FromDays(1);

    public static readonly ProposalKind<NamesWanted, NamesOpened> Kind = new("reveal-donors", new("批量显示姓名", "Reveal names in bulk"), SubjectAsync, RunAsync)
    {
        LeastCheckers = 1,
        Proposing = Permission.RevealName,
    };

    private static readonly SqlFile List = new("donors/list_gift_donors");

    /// <summary>The names an executed proposal opened, to the one who asked for them.</summary>
    public async Task<Outcome<IReadOnlyList<RevealedDonor>>> ReadAsync(Asked asked, long proposal, CancellationToken stop = default)
    {
        var noted = await database.WriteAsync<NamesOpened>(
            asked.For("read-revealed", OperationField.Of("proposal", proposal)),
            async tx =>
            {
                if (await FindOpenedAsync(tx, proposal, asked.Actor) is not { } wanted) return Authority.NotThere;
                var count = (await ListAsync(tx, wanted)).Count;
                await AuditTrail.AddAsync(tx, new AuditNote("reveal-donors", AuditOutcome.Revealed, "proposal", $"{proposal}", $"{count}"));
                return new NamesOpened(wanted.Fund, count);
            }, stop);
        if (!noted.IsDone(out _, out var refusal)) return refusal;
        return await database.ReadAsync(async reader =>
        {
            var found = await Proposals.FindAsync(reader, proposal);
            return new Outcome<IReadOnlyList<RevealedDonor>>.Done(
                [.. (await ListAsync(reader, Kind.Read(found!.Payload!))).Select(row => new RevealedDonor(new EntryId(row.EntryId), row.Name!, IsAnonymous: false))]);
        }, stop);
    }

    private static async Task<NamesWanted?> FindOpenedAsync(LedgerTransaction tx, long id, string actor)
    {
        if (await Proposals.FindAsync(tx, id) is not { Status: ProposalStatus.Executed, Payload: { } payload, ClosedAt: { } openedAt } proposal) return null;
        if (proposal.Kind != Kind.Code || proposal.Maker != actor || tx.RecordedAt - openedAt > ReadableFor.Ticks / TimeSpan.TicksPerMicrosecond) return null;
        return await Grants.RefusalForAsync(tx, actor, Permission.RevealName, proposal.Where) is null ? Kind.Read(payload) : null;
    }

    /// <summary>Those whose names it would open: another gift in these days makes it another thing.</summary>
    private static async Task<Outcome<ProposalSubject>> SubjectAsync(LedgerTransaction tx, NamesWanted wanted)
    {
        var books = await Books.OfAsync(tx);
        if (!books.Fund(wanted.Fund).IsDone(out var fund, out var refusal)) return refusal;
        if (wanted.Last < wanted.First)
            return Refusal.Of("days", "until", $"结束日期 {wanted.Last.ToIso()} 早于开始日期 {wanted.First.ToIso()}。", $"The last day {wanted.Last.ToIso()} is before the first, {wanted.First.ToIso()}.");
        if (wanted.Purpose.Trim().Length is 0 or > 500)
            return Refusal.Of("purpose", "purpose", "请写明用途（不超过 500 字），供复核人判断。", "Say what the names are for, in at most 500 characters: the checkers go by it.");
        var rows = await ListAsync(tx, wanted);
        return new ProposalSubject("fund", fund.Code, ProposalSubject.VersionOf(rows.Select(row => $"{row.EntryId} {row.DonorId}")), new Target(books.Entity(fund.EntityId).Code, fund.Code));
    }

    private static async Task<Outcome<NamesOpened>> RunAsync(LedgerTransaction tx, NamesWanted wanted, Agreed agreed)
    {
        Invariant.Holds(agreed.Checkers.Count > 0);
        return new NamesOpened(wanted.Fund, (await ListAsync(tx, wanted)).Count);
    }

    private static async Task<IReadOnlyList<GiftDonorRow>> ListAsync(LedgerReader reader, NamesWanted wanted)
    {
        var books = await Books.LoadAsync(reader);
        return await reader.QueryAsync<GiftDonorRow>(List, new { fund_id = books.FindFund(wanted.Fund)?.Id ?? 0, first_day = wanted.First.ToIso(), last_day = wanted.Last.ToIso() });
    }
}

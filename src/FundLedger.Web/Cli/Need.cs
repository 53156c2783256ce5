using System.CommandLine;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Values;

namespace FundLedger.Web.Cli;

/// <summary>What a person must be allowed to run a verb, and over which part of the ledger.</summary>
/// <remarks>
/// What is named and not there counts as the whole ledger's: somebody who reaches all of it hears from the operation that it is not there, everybody else
/// the same as of another's.
/// </remarks>
/// <param name="Act">Null where everybody may, for what is their own.</param>
/// <param name="Where">Null where the operation itself looks at roles; then the token must name the act.</param>
internal sealed record Need(Permission? Act, Func<WriteRun, Task<Target>>? Where = null)
{
    internal static readonly Need Nothing = new((Permission?)null);

    internal static Need OverAll(Permission act) => new(act, _ => Task.FromResult(Target.WholeLedger));

    internal static Need InFund(Permission act, Option<string> fund) =>
        new(act, run => Task.FromResult(run.Books.FindFund(run.Required(fund)) is { } found ? Target.Of(found, run.Books) : Target.WholeLedger));

    internal static Need InEntity(Permission act, Option<string> entity) =>
        new(act, run => Task.FromResult(run.Books.EntityOrOnly(run.Value(entity)).IsDone(out var found, out _) ? new Target(Entity: found.Code) : Target.WholeLedger));

    internal static Need OnEntry(Permission act, Option<EntryId> entry) => new(act, run => TargetOfAsync(run, run.Required(entry)));

    internal static Need OnEntry(Permission act, Argument<EntryId> entry) => new(act, run => TargetOfAsync(run, run.Required(entry)));

    private static async Task<Target> TargetOfAsync(WriteRun run, EntryId id) =>
        await run.Database.ReadAsync(reader => JournalReading.FindAsync(reader, id, run.Books), run.Stop) is { } entry ? Target.Of(entry) : Target.WholeLedger;
}

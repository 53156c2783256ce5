using FundLedger.Awards;
using FundLedger.Banking.Reconciling;
using FundLedger.Blueprints;
using FundLedger.Payments;
using FundLedger.People.Accounts;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Cofunding;
using FundLedger.Charts;
using FundLedger.Corrections;
using FundLedger.Disclosure;
using FundLedger.Donors;
using FundLedger.Funds;
using FundLedger.Matching;
using FundLedger.Organisations;
using FundLedger.Programmes;
using FundLedger.SeedMoney;
using FundLedger.SpaceReturns;
using FundLedger.Storage;
using FundLedger.Taper;
using FundLedger.Values;

namespace FundLedger.Tests.People;

/// <summary>People in a test's ledger, and what scenarios have them do.</summary>
internal sealed class PeopleOfALedger(TestLedger ledger)
{
    internal static readonly ProposalKinds Kinds = new(
        TransferBetweenFunds.Kind, CloseFund.Kind, ReverseEntry.Kind, ReopeningPeriods.Kind, RevealDonors.Kind, ApprovalSettings.Kind, OpenProgramme.Kind, ChangeRule.Kind, CloseProgramme.Kind,
        TakeBackBar.Kind, OweReturn.Kind, PayReturn.Kind, ProveCofunding.Kind, EndCofunding.Kind, ChangePurpose.Kind, AdjustPriorYear.Kind, UndoConversion.Kind, SetPayee.Kind, SetPaymentRules.Kind, OrderPayments.Kind, UnlockReconciliation.Kind, CreateGrantProgramme.Kind, AmendGrantTerms.Kind,
        DecideAward.Kind, AmendAward.Kind, EndAward.Kind, ApproveTranche.Kind, PayTranche.Kind, CancelTranche.Kind, ProveForAward.Kind, ClaimBack.Kind, WriteOffClawback.Kind, WriteOffReturn.Kind, WriteOffService.Kind,
        AgreeTaperPlan.Kind, ApproveTaperYear.Kind, AmendTaperPlan.Kind, EndTaperPlan.Kind, CloseTaperReview.Kind, PayTaperPeriod.Kind, CancelTaperPeriod.Kind, PlanBlueprint.Kind, PublishDisclosure.Kind, ExemptDisclosure.Kind);

    private int keys;

    /// <summary>The first administrator, who is fund manager too.</summary>
    internal string Admin { get; private set; } = "";

    internal static async Task<PeopleOfALedger> WithAdministratorAsync(TestLedger ledger)
    {
        var people = new PeopleOfALedger(ledger);
        var code = Secret.NewToType();
        (await new OpenFirstRun(ledger.Database).RunAsync(new Asked("open-first-run", "host"), code, TimeSpan.FromHours(1))).Expect();
        people.Admin = (await new CreateFirstAdministrator(ledger.Database).RunAsync(new Asked("first", "visitor"), code, new PersonNames("张岚", "zhang", "zhang@example.org"), "hash")).Expect().Person;
        return people;
    }

    internal Asked By(string person) => new($"people-{Interlocked.Increment(ref keys)}", person);

    /// <summary>Invites somebody with a role over the whole ledger or a part of it, and lets them accept.</summary>
    internal async Task<string> AddAsync(string signInName, PersonRole role, Scope? scope = null)
    {
        var secret = Secret.New();
        var person = (await new InvitePerson(ledger.Database).RunAsync(By(Admin), new PersonNames(signInName, signInName), [new NewGrant(role, scope ?? Scope.WholeLedger)], secret)).Expect().Person;
        (await new AcceptInvitation(ledger.Database).RunAsync(By(person), secret, "hash")).Expect();
        return person;
    }

    internal Task<Outcome<ActProposed>> TryProposeAsync<TPayload, TAnswer>(string maker, ProposalKind<TPayload, TAnswer> kind, TPayload payload, long? replaces = null) =>
        new ProposeAct(ledger.Database).RunAsync(By(maker), kind, payload, replaces);

    internal async Task<ActProposed> ProposeAsync<TPayload, TAnswer>(string maker, ProposalKind<TPayload, TAnswer> kind, TPayload payload, long? replaces = null) =>
        (await TryProposeAsync(maker, kind, payload, replaces)).Expect();

    internal async Task<Outcome<ProposalDecided>> TryDecideAsync(string checker, long proposal, bool isApproval = true, string? inSteadOf = null) =>
        await new DecideProposal(ledger.Database, Kinds).RunAsync(By(checker), new Decision(proposal, isApproval, (await FindAsync(proposal)).ContentHash, inSteadOf));

    internal async Task<ProposalDecided> ApproveAsync(string checker, long proposal) => (await TryDecideAsync(checker, proposal)).Expect();

    internal Task<Proposal> FindAsync(long proposal) => ledger.Database.ReadAsync(async reader => (await Proposals.FindAsync(reader, proposal))!);

    internal Task<Person> PersonAsync(string id) => ledger.Database.ReadAsync(async reader => (await Persons.FindAsync(reader, id))!);

    internal long Now => Moments.ToMicroseconds(ledger.Clock.GetUtcNow());

    /// <summary>Two funds, LAKE with 1,000 yuan of gifts.</summary>
    internal async Task<EntryId> FundsAsync()
    {
        await ledger.FundAsync("LAKE");
        await ledger.FundAsync("RIVER");
        return await ledger.DonateAsync("LAKE", 1000);
    }

    internal static FundTransfer Transfer(decimal yuan, string? reason = null) => new("LAKE", "RIVER", "donation", TestLedger.Cny(yuan), TestLedger.Today, Reason: reason);
}

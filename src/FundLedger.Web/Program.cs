using System.CommandLine;
using FundLedger.Web.Cli;

return await Program.RunAsync(args, Surroundings.OfThisProcess());

/// <summary>The whole program on one screen: every verb of the command line, <c>serve</c> among them.</summary>
internal static partial class Program
{
    internal static Task<int> RunAsync(IReadOnlyList<string> args, Surroundings around, CancellationToken stop = default) => CommandLine.RunAsync(args, around, Verbs, stop);

    private static RootCommand Verbs(Shell shell)
    {
        var root = new RootCommand("FundLedger：社区基金复式记账 / a double-entry ledger for community funds");
        root.Add(FundVerbs.In(shell));
        root.Add(BudgetVerbs.In(shell));
        root.Add(BudgetVerbs.Leverage(shell));
        root.Add(EntityVerbs.In(shell));
        root.Add(MoneyInVerbs.Opening(shell));
        root.Add(MoneyInVerbs.Seed(shell));
        root.Add(MoneyInVerbs.Donate(shell));
        root.Add(SeedMoneyVerbs.In(shell));
        root.Add(CofundingVerbs.In(shell));
        root.Add(SpendingVerbs.Expense(shell));
        root.Add(PaymentVerbs.Payees(shell));
        root.Add(PaymentVerbs.In(shell));
        root.Add(SpendingVerbs.Fee(shell));
        root.Add(SpendingVerbs.Interest(shell));
        root.Add(TransferVerbs.Transfer(shell));
        root.Add(TransferVerbs.ManagementFee(shell));
        root.Add(SpendingVerbs.Recharge(shell));
        root.Add(MatchingVerbs.In(shell));
        root.Add(GrantVerbs.In(shell));
        root.Add(SpaceVerbs.In(shell));
        root.Add(DisclosureVerbs.In(shell));
        root.Add(VoiceVerbs.Survey(shell));
        root.Add(VoiceVerbs.Vote(shell));
        root.Add(VoiceVerbs.Feedback(shell));
        root.Add(ResultVerbs.In(shell));
        root.Add(TaperVerbs.In(shell));
        root.Add(ApplicationVerbs.In(shell));
        root.Add(ReviewVerbs.Experts(shell));
        root.Add(ReviewVerbs.In(shell));
        root.Add(BankVerbs.In(shell));
        root.Add(CalendarVerbs.In(shell));
        root.Add(OrganisationVerbs.In(shell));
        root.Add(NeedVerbs.In(shell));
        root.Add(OfferVerbs.In(shell));
        root.Add(CorrectionVerbs.Refund(shell));
        root.Add(CorrectionVerbs.Reverse(shell));
        root.Add(PurposeVerbs.In(shell));
        root.Add(JournalVerbs.In(shell));
        root.Add(PeriodVerbs.In(shell));
        root.Add(YearVerbs.In(shell));
        root.Add(ChartVerbs.In(shell));
        root.Add(ApprovalVerbs.In(shell));
        root.Add(TokenVerbs.In(shell));
        root.Add(DonorVerbs.In(shell));
        root.Add(ReceiptVerbs.In(shell));
        root.Add(PledgeVerbs.In(shell));
        root.Add(AwardVerbs.In(shell));
        root.Add(TrancheVerbs.In(shell));
        root.Add(ClawbackVerbs.In(shell));
        root.Add(WorkVerbs.In(shell));
        root.Add(InKindVerbs.In(shell));
        root.Add(Commands.Group(shell, "import", new("导入", "Import"), ImportVerbs.Donations(shell), BankImportVerb.In(shell), JournalImportVerb.In(shell)));
        root.Add(ReportVerbs.In(shell));
        root.Add(VoucherVerbs.In(shell));
        root.Add(VoucherVerbs.Layouts(shell));
        root.Add(BalanceVerb.In(shell));
        root.Add(ForecastVerb.In(shell));
        root.Add(Commands.Group(shell, "export", new("导出", "Export"), ExchangeVerbs.Export(shell), VoucherVerbs.Export(shell), GrantExportVerb.In(shell), CheckpointVerbs.ExportCheckpoint(shell), CheckpointVerbs.ExportProof(shell), CheckpointVerbs.ExportChecker(shell)));
        root.Add(CheckpointVerbs.In(shell));
        root.Add(VerifyVerb.In(shell));
        root.Add(SampleVerbs.In(shell));
        root.Add(QueryVerbs.In(shell));
        root.Add(BackupVerbs.Backup(shell));
        root.Add(BackupVerbs.Restore(shell));
        root.Add(DrillVerb.In(shell));
        root.Add(MigrateVerb.In(shell));
        root.Add(CopyVerb.In(shell));
        root.Add(PersonVerbs.In(shell));
        root.Add(RunDueVerb.In(shell));
        root.Add(ServeVerb.In(shell));
        root.Add(DemoVerbs.In(shell));
        DemoStart.Use(root, shell);
        return root;
    }
}

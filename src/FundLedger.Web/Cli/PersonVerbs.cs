using System.CommandLine;
using FundLedger.People.Accounts;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Cli;

/// <summary><c>person first-administrator</c>: for a server that nobody sits at, before it is opened to others. Everybody else is invited on the web site.</summary>
internal static class PersonVerbs
{
    private const string Variable = "FUNDLEDGER_Password";

    internal static Command In(Shell shell) => Commands.Group(shell, "person", new("能登录的人", "People who sign in"), FirstAdministrator(shell));

    private static Command FirstAdministrator(Shell shell)
    {
        var name = Options.Text(shell, "--name", new("姓名", "NAME"), new("姓名，复核时别人看到的", "name that others see"), isRequired: true);
        var signInName = Options.Text(shell, "--sign-in-name", new("登录名", "NAME"), new("登录名", "what they sign in with"), isRequired: true);
        return WriteVerb.Make(
            shell, "first-administrator", new($"建立第一位管理员（密码取自环境变量 {Variable}）", $"Make the first administrator (with the password in the variable {Variable})"), Need.Nothing, [name, signInName],
            async run =>
            {
                var password = shell.Around.Environment(Variable) ?? "";
                if (PasswordRule.RefusalFor(password, run.Required(name), run.Required(signInName)) is { } weak) return weak with { Field = "" };
                var code = Secret.NewToType();
                if (!(await new OpenFirstRun(run.Database).RunAsync(run.Asked with { Key = run.Asked.Key + "/open" }, code, TimeSpan.FromMinutes(5), run.Stop)).IsDone(out _, out var refusal)) return refusal;
                return await new CreateFirstAdministrator(run.Database).RunAsync(run.Asked, code, new PersonNames(run.Required(name), run.Required(signInName)), SignInServices.HashOf(password), run.Stop);
            },
            done => new($"管理员已建立（{done.Person}）。现在可以登录网站。", $"The administrator is made ({done.Person}) and can sign in to the web site."), makesBooks: true);
    }
}

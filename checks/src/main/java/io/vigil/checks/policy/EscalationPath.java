package io.vigil.checks.policy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A way to rights that were not given: by changing IAM itself, by handing a role to a service that runs the asker's code,
 * or by taking over something that runs with a role already.
 *
 * @param name what is gained, in a few words
 */
record EscalationPath(String name, List<Step> steps) {

    /** @param passedTo the service that a role is handed to, empty for all but {@code iam:PassRole} */
    record Step(String action, Target target, String passedTo) {

        /** A grant that names such a role is as good as one that leaves the name open. */
        boolean reaches(AdminRole role) {
            return passedTo.isEmpty()
                    ? action.equals("iam:UpdateAssumeRolePolicy")
                    : role.services().contains(passedTo);
        }
    }

    static final List<EscalationPath> ALL = List.of(
            direct("rewrite a policy", "iam:CreatePolicyVersion", Target.SOME_POLICY),
            direct("return a policy to an older version", "iam:SetDefaultPolicyVersion", Target.SOME_POLICY),
            direct("make keys for another user", "iam:CreateAccessKey", Target.OTHER_USER),
            direct("give another user a password", "iam:CreateLoginProfile", Target.OTHER_USER),
            direct("change another user's password", "iam:UpdateLoginProfile", Target.OTHER_USER),
            direct("attach a policy to a user", "iam:AttachUserPolicy", Target.ANY_USER),
            direct("attach a policy to a group", "iam:AttachGroupPolicy", Target.OTHER_GROUP),
            direct("attach a policy to a role", "iam:AttachRolePolicy", Target.ANY_ROLE),
            direct("write a policy into a user", "iam:PutUserPolicy", Target.ANY_USER),
            direct("write a policy into a group", "iam:PutGroupPolicy", Target.OTHER_GROUP),
            direct("write a policy into a role", "iam:PutRolePolicy", Target.ANY_ROLE),
            direct("join a group", "iam:AddUserToGroup", Target.OTHER_GROUP),
            direct("open a role for oneself", "iam:UpdateAssumeRolePolicy", Target.OTHER_ROLE),
            direct("replace an identity provider", "iam:UpdateSAMLProvider", Target.SAML_PROVIDER),
            direct("assume any role", "sts:AssumeRole", Target.OTHER_ROLE),
            pass("run a function", "lambda", "lambda:CreateFunction", "lambda:InvokeFunction"),
            pass(
                    "run a function by a table's events",
                    "lambda",
                    "lambda:CreateFunction",
                    "lambda:CreateEventSourceMapping"),
            pass("let others run a function", "lambda", "lambda:CreateFunction", "lambda:AddPermission"),
            pass("start an instance", "ec2", "ec2:RunInstances"),
            pass("start an instance at a spot price", "ec2", "ec2:RequestSpotInstances"),
            pass("give an instance a role", "ec2", "ec2:AssociateIamInstanceProfile"),
            pass(
                    "start instances by a group",
                    "ec2",
                    "autoscaling:CreateLaunchConfiguration",
                    "autoscaling:CreateAutoScalingGroup"),
            pass(
                    "start other instances by a group",
                    "ec2",
                    "autoscaling:CreateLaunchConfiguration",
                    "autoscaling:UpdateAutoScalingGroup"),
            pass("open a Glue endpoint", "glue", "glue:CreateDevEndpoint"),
            pass("run a Glue job", "glue", "glue:CreateJob", "glue:StartJobRun"),
            pass("run a Glue job by a trigger", "glue", "glue:CreateJob", "glue:CreateTrigger"),
            pass("change a Glue job", "glue", "glue:UpdateJob", "glue:StartJobRun"),
            pass("change a Glue job by a trigger", "glue", "glue:UpdateJob", "glue:CreateTrigger"),
            pass("open a Glue session", "glue", "glue:CreateSession", "glue:RunStatement"),
            pass("create a stack", "cloudformation", "cloudformation:CreateStack"),
            pass("change a stack", "cloudformation", "cloudformation:UpdateStack"),
            pass(
                    "change a stack by a change set",
                    "cloudformation",
                    "cloudformation:CreateChangeSet",
                    "cloudformation:ExecuteChangeSet"),
            pass(
                    "create stacks by a set",
                    "cloudformation",
                    "cloudformation:CreateStackSet",
                    "cloudformation:CreateStackInstances"),
            pass("change stacks by a set", "cloudformation", "cloudformation:UpdateStackSet"),
            pass(
                    "run a data pipeline",
                    "datapipeline",
                    "datapipeline:CreatePipeline",
                    "datapipeline:PutPipelineDefinition",
                    "datapipeline:ActivatePipeline"),
            pass(
                    "open a notebook",
                    "sagemaker",
                    "sagemaker:CreateNotebookInstance",
                    "sagemaker:CreatePresignedNotebookInstanceUrl"),
            pass("run a training job", "sagemaker", "sagemaker:CreateTrainingJob"),
            pass("run a processing job", "sagemaker", "sagemaker:CreateProcessingJob"),
            pass("run a task", "ecs-tasks", "ecs:RegisterTaskDefinition", "ecs:RunTask"),
            pass("run a task as another role", "ecs-tasks", "ecs:RunTask"),
            pass("start a task on an instance", "ecs-tasks", "ecs:RegisterTaskDefinition", "ecs:StartTask"),
            pass("run a service of tasks", "ecs-tasks", "ecs:RegisterTaskDefinition", "ecs:CreateService"),
            pass("run a batch job", "ecs-tasks", "batch:RegisterJobDefinition", "batch:SubmitJob"),
            pass("run a build", "codebuild", "codebuild:CreateProject", "codebuild:StartBuild"),
            pass("run a batch of builds", "codebuild", "codebuild:CreateProject", "codebuild:StartBuildBatch"),
            pass("change a build", "codebuild", "codebuild:UpdateProject", "codebuild:StartBuild"),
            pass("run a state machine", "states", "states:CreateStateMachine", "states:StartExecution"),
            pass("run an automation", "ssm", "ssm:StartAutomationExecution"),
            pass("schedule a call", "scheduler", "scheduler:CreateSchedule"),
            pass("start a cluster", "elasticmapreduce", "elasticmapreduce:RunJobFlow"),
            pass("run a container service", "tasks.apprunner", "apprunner:CreateService"),
            pass(
                    "run a code interpreter",
                    "bedrock-agentcore",
                    "bedrock-agentcore:CreateCodeInterpreter",
                    "bedrock-agentcore:InvokeCodeInterpreter"),
            direct("replace a function's code", "lambda:UpdateFunctionCode", Target.FUNCTION),
            direct("give a function other layers", "lambda:UpdateFunctionConfiguration", Target.FUNCTION),
            direct("run a project with commands of one's own", "codebuild:StartBuild", Target.PROJECT),
            direct("run a batch with commands of one's own", "codebuild:StartBuildBatch", Target.PROJECT),
            direct("enter a task", "ecs:ExecuteCommand", Target.TASK),
            direct("change a container service", "apprunner:UpdateService", Target.CONTAINER_SERVICE),
            direct("take over a Glue endpoint", "glue:UpdateDevEndpoint", Target.DEV_ENDPOINT),
            direct("enter a notebook", "sagemaker:CreatePresignedNotebookInstanceUrl", Target.NOTEBOOK),
            direct("run commands on an instance", "ssm:SendCommand", Target.INSTANCE),
            direct("enter an instance", "ssm:StartSession", Target.INSTANCE),
            direct("enter an instance by SSH", "ec2-instance-connect:SendSSHPublicKey", Target.INSTANCE),
            new EscalationPath(
                    "restart an instance with other user data",
                    List.of(
                            new Step("ec2:StopInstances", Target.INSTANCE, ""),
                            new Step("ec2:ModifyInstanceAttribute", Target.INSTANCE, ""),
                            new Step("ec2:StartInstances", Target.INSTANCE, ""))));

    private static EscalationPath direct(String name, String action, Target target) {
        return new EscalationPath(name, List.of(new Step(action, target, "")));
    }

    private static EscalationPath pass(String name, String service, String... actions) {
        List<Step> steps = new java.util.ArrayList<>();
        steps.add(new Step("iam:PassRole", Target.OTHER_ROLE, service + ".amazonaws.com"));
        Arrays.stream(actions)
                .map(action -> new Step(action, Target.ITS_OWN, ""))
                .forEach(steps::add);
        return new EscalationPath(name, List.copyOf(steps));
    }

    /** Such as {@code run a function (iam:PassRole, lambda:CreateFunction, lambda:InvokeFunction)}. */
    @Override
    public String toString() {
        return name + steps.stream().map(Step::action).collect(Collectors.joining(", ", " (", ")"));
    }
}
